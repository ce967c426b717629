// What a receiver that knows only docs/reference/json-profile.md can prove: which records came, which ticks of which
// variable, what is missing between them, what came twice, and whether the order was kept.
import zlib from 'node:zlib'

// Whole numbers, kept as ascending disjoint ranges [first, last].
export class Ranges {
  #ranges = []

  // Returns false when it was there already.
  add (number) {
    let i = this.#ranges.length
    while (i > 0 && this.#ranges[i - 1][0] > number) i--
    const before = this.#ranges[i - 1]
    const after = this.#ranges[i]
    if (before && number <= before[1]) return false
    const joinsBefore = before && before[1] + 1 === number
    const joinsAfter = after && after[0] - 1 === number
    if (joinsBefore && joinsAfter) {
      before[1] = after[1]
      this.#ranges.splice(i, 1)
    } else if (joinsBefore) {
      before[1] = number
    } else if (joinsAfter) {
      after[0] = number
    } else {
      this.#ranges.splice(i, 0, [number, number])
    }
    return true
  }

  get last () { return this.#ranges.length ? this.#ranges[this.#ranges.length - 1][1] : -1 }

  // The highest number that is not above `most`; -1 when there is none.
  lastUpTo (most) {
    const ranges = this.#ranges.filter(([first]) => first <= most)
    return ranges.length ? Math.min(most, ranges[ranges.length - 1][1]) : -1
  }

  // The ranges that are missing from `from` to the last one.
  gaps (from) {
    const gaps = []
    let expected = from
    for (const [first, last] of this.#ranges) {
      if (first > expected) gaps.push([expected, first - 1])
      expected = Math.max(expected, last + 1)
    }
    return gaps
  }

  // How many numbers from `from` to the last one are not there; without `from`, from the first one.
  missing (from = this.#ranges.length ? this.#ranges[0][0] : 0) {
    let missing = 0
    let expected = from
    for (const [first, last] of this.#ranges) {
      if (last < expected) continue
      missing += Math.max(0, first - expected)
      expected = last + 1
    }
    return missing
  }
}

// The rows of one message of the JSON profile, or null for one without rows, such as a status.
export function decode (payload, properties) {
  const encoding = properties?.userProperties?.['content-encoding']
  if (encoding && encoding !== 'deflate') throw new Error(`content-encoding ${encoding} is not in the profile`)
  const message = JSON.parse(encoding ? zlib.inflateSync(payload) : payload)
  return message.rows ? message : null
}

export class Ledger {
  values = 0
  messages = 0
  duplicates = 0 // records that came again: same stream, epoch and sequence
  repeated = 0 // ticks that were measured again, as after a new subscription
  notGood = 0
  outOfOrder = 0
  firstSince = null // {tick, at}: arrival of the first tick that is not before `tick`
  #streams = new Map()
  #variables = new Map()

  accept (message) {
    const key = `${message.gateway} ${message.stream} ${message.epoch}`
    if (!this.#streams.has(key)) this.#streams.set(key, { sequences: new Ranges(), live: -1, historical: -1 })
    const stream = this.#streams.get(key)
    this.messages++
    if (!stream.sequences.add(message.seq)) {
      this.duplicates++
      return
    }
    // New data goes first and the backlog beside it, so each of the two has an order of its own.
    const lane = message.historical ? 'historical' : 'live'
    if (message.seq < stream[lane]) this.outOfOrder++
    stream[lane] = Math.max(stream[lane], message.seq)
    const { point, quality, value } = message.rows
    for (let row = 0; row < point.length; row++) {
      if (quality[row] === 0 && Number.isInteger(value[row])) {
        this.#tick(message.points[point[row]].name, lane, value[row])
      } else {
        this.notGood++
      }
    }
  }

  #tick (name, lane, tick) {
    if (!this.#variables.has(name)) this.#variables.set(name, { ticks: new Ranges(), live: -1, historical: -1 })
    const variable = this.#variables.get(name)
    this.values++
    if (!variable.ticks.add(tick)) this.repeated++
    if (tick < variable[lane]) this.outOfOrder++
    variable[lane] = Math.max(variable[lane], tick)
    if (this.firstSince && this.firstSince.at === undefined && tick >= this.firstSince.tick) {
      this.firstSince.at = Date.now()
    }
  }

  get variables () { return this.#variables.size }

  get epochs () { return new Set([...this.#streams.keys()].map(key => key.split(' ')[2])).size }

  // The highest tick that every variable has reached.
  get reached () {
    let reached = Infinity
    for (const { ticks } of this.#variables.values()) reached = Math.min(reached, ticks.last)
    return this.#variables.size ? reached : -1
  }

  // Ticks from `from` on that are missing before some later tick of the same variable.
  missingTicks (from) {
    let missing = 0
    for (const { ticks } of this.#variables.values()) missing += ticks.missing(from)
    return missing
  }

  // Records missing before the last one of each stream, from sequence `from` on; without `from`, from the first that came.
  missingRecords (from) {
    let missing = 0
    for (const { sequences } of this.#streams.values()) missing += sequences.missing(from)
    return missing
  }

  // The highest sequence of a stream, over all gateways and epochs; -1 when nothing came.
  highest (name) {
    let highest = -1
    for (const [key, { sequences }] of this.#streams) {
      if (key.split(' ')[1] === name) highest = Math.max(highest, sequences.last)
    }
    return highest
  }

  // Notes when the first tick that is not before `tick` arrives.
  timeFirst (tick) {
    this.firstSince = { tick }
    return this.firstSince
  }
}
