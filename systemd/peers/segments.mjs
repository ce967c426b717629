// A reader of a store's segments that knows only docs/reference/store-format.md.
import fs from 'node:fs'
import path from 'node:path'

const HEADER = 96
const FRAME = 32

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc >>> 0
})

function crc32c (...parts) {
  let crc = 0xffffffff
  for (const bytes of parts) {
    for (let i = 0; i < bytes.length; i++) crc = TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8)
  }
  return (crc ^ 0xffffffff) >>> 0
}

// Every whole record of a directory that nobody writes to now, up to the first damaged place of each segment:
// {stream, epoch, seq, stored: nanoseconds since 1970, n}.
export function wholeRecords (store) {
  const records = []
  for (const stream of ['alarm', 'data', 'bulk']) {
    const directory = path.join(store, stream)
    if (!fs.existsSync(directory)) continue
    for (const name of fs.readdirSync(directory).filter(name => name.endsWith('.seg')).sort()) {
      readSegment(fs.readFileSync(path.join(directory, name)), stream, records)
    }
  }
  return records
}

function readSegment (bytes, stream, records) {
  if (bytes.length < HEADER || bytes.toString('latin1', 0, 8) !== 'FPSEGMNT') return
  if (bytes.readUInt32BE(92) !== crc32c(bytes.subarray(0, 92))) return
  const epoch = bytes.toString('hex', 16, 24)
  let expected = Number(bytes.readBigInt64BE(24))
  for (let at = HEADER; at + FRAME <= bytes.length;) {
    const end = at + FRAME + bytes.readUInt32BE(at)
    const seq = Number(bytes.readBigInt64BE(at + 8))
    if (end > bytes.length || seq !== expected) return
    if (bytes.readUInt32BE(at + 4) !== crc32c(bytes.subarray(at, at + 4), bytes.subarray(at + 8, end))) return
    records.push({ stream, epoch, seq, stored: bytes.readBigInt64BE(at + 16), n: bytes.readUInt32BE(at + 24) })
    at = end
    expected++
  }
}
