// Signals of known values as an 8-bit receiver gives them: unsigned I and Q, 127.5 is zero, an amplitude of 1 reaches both rails. Each is played in a loop, so each
// ends in the phase in which it began.

// Noise of one step of the converter, always the same: what rounds is then noise too, and not lines of its own.
function dither (seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}

function cu8 (samples, at) {
  const bytes = Buffer.alloc(2 * samples)
  const noise = dither(1)
  for (let i = 0; i < samples; i++) {
    const [re, im] = at(i)
    bytes[2 * i] = Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * re + noise())))
    bytes[2 * i + 1] = Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * im + noise())))
  }
  return bytes
}

// Carriers [{ offsetHz, levelDbfs }], a tenth of a second of them: offsets are multiples of 10 Hz.
export function carriers (rateHz, list) {
  const lines = list.map(({ offsetHz, levelDbfs }) => [2 * Math.PI * offsetHz / rateHz, 10 ** (levelDbfs / 20)])
  return cu8(rateHz / 10, i => lines.reduce(([re, im], [step, amplitude], n) =>
    [re + amplitude * Math.cos(step * i + n * n), im + amplitude * Math.sin(step * i + n * n)], [0, 0]))
}

// The bits of a thermometer of the make Nexus: number, battery, channel from 1, tenths of a degree, per cent.
export function nexusBits ({ id, channel, tenths, humidity }) {
  const bits = (value, count) => value.toString(2).padStart(count, '0')
  return bits(id, 8) + '1' + '0' + bits(channel - 1, 2) + bits(tenths & 0xFFF, 12) + '1111' + bits(humidity, 8)
}

// On-off keying by the length of gaps: pulses of 0.5 ms, then 1 ms of nothing for a 0, 2 ms for a 1, 4 ms at the end. Sent 12 times, then silence up to `seconds`.
export function nexusTelegram (rateHz, offsetHz, levelDbfs, seconds, values) {
  const on = new Uint8Array(Math.round(rateHz * seconds))
  let at = rateHz / 5
  const pulse = gapMillis => {
    on.fill(1, at, at + rateHz / 2000)
    at += rateHz / 2000 + rateHz * gapMillis / 1000
  }
  for (let repeat = 0; repeat < 12; repeat++) {
    for (const bit of nexusBits(values)) pulse(bit === '1' ? 2 : 1)
    pulse(4)
  }
  if (at > on.length) throw new Error(`a telegram of ${at} samples in ${on.length}`)
  const step = 2 * Math.PI * offsetHz / rateHz
  const amplitude = 10 ** (levelDbfs / 20)
  return cu8(on.length, i => on[i] ? [amplitude * Math.cos(step * i), amplitude * Math.sin(step * i)] : [0, 0])
}

// Where `record` begins in `loop`, played again and again; -1 when it is not a piece of that, byte by byte.
export function rotation (record, loop) {
  const twice = Buffer.concat([loop, loop.subarray(0, Math.min(loop.length, 4096))])
  const head = record.subarray(0, Math.min(record.length, 4096))
  for (let from = twice.indexOf(head); from >= 0; from = twice.indexOf(head, from + 1)) {
    if (follows(record, loop, from)) return from
  }
  return -1
}

function follows (record, loop, from) {
  for (let done = 0; done < record.length;) {
    const start = (from + done) % loop.length
    const part = Math.min(loop.length - start, record.length - done)
    if (record.compare(loop, start, start + part, done, done + part) !== 0) return false
    done += part
  }
  return true
}
