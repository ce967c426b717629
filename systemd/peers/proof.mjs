// What a receiver can prove about records, number by number: received, received with another content than before, reported
// as lost, or neither. Stricter than ledger.mjs, which counts; it remembers what each record held.
import crypto from 'node:crypto'
import { Ranges } from './ledger.mjs'

const nanoseconds = text => {
  const [, seconds, fraction = ''] = /^([^.Z]*)(?:\.(\d+))?Z$/.exec(text)
  return BigInt(Date.parse(seconds + 'Z')) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

export const keyOf = ({ stream, epoch, seq }) => `${stream} ${epoch} ${seq}`

export class Proof {
  values = 0
  records = 0
  duplicates = 0
  contradictions = [] // records that came, or were found, twice under one number with different content
  losses = [] // as reported, {stream, epoch, first, last, count, cause}
  valuesWithoutNumber = 0 // reported lost before they got a number
  epochs = new Set()
  ticks = new Map() // name of a whole-number variable -> Ranges
  #received = new Map() // key -> {hash, stored, n}
  #found = new Map() // key -> what a store held
  #explained = new Map() // "stream epoch" -> Ranges, received or reported
  #highest = new Map() // stream -> highest sequence received

  // Takes a message of the profile; returns false when its number had been received.
  accept (message) {
    const key = keyOf(message)
    const { stored, n, clock, points, base, rows } = message
    const hash = crypto.createHash('sha1').update(JSON.stringify([stored, n, clock, points, base, rows])).digest('base64')
    this.epochs.add(message.epoch)
    const before = this.#received.get(key)
    if (before) {
      this.duplicates++
      if (before.hash !== hash) this.contradictions.push(`${key} came with two contents`)
      return false
    }
    this.#received.set(key, { hash, stored: nanoseconds(stored), n })
    this.#explain(message.stream, message.epoch).add(message.seq)
    this.#highest.set(message.stream, Math.max(message.seq, this.highest(message.stream)))
    this.records++
    this.values += n
    rows.point.forEach((point, row) => this.#row(points[point], rows.value[row]))
    return true
  }

  #row (point, value) {
    if (Number.isInteger(value)) {
      if (!this.ticks.has(point.name)) this.ticks.set(point.name, new Ranges())
      this.ticks.get(point.name).add(value)
    } else if (point.source === 'fieldpost' && point.name === 'loss') {
      this.#loss(value.record)
    }
  }

  #loss (loss) {
    this.losses.push(loss)
    if (loss.first < 1) this.valuesWithoutNumber += loss.count
    const explained = this.#explain(loss.stream, loss.epoch)
    for (let seq = loss.first; seq >= 1 && seq <= loss.last; seq++) explained.add(seq)
  }

  #explain (stream, epoch) {
    const key = `${stream} ${epoch}`
    if (!this.#explained.has(key)) this.#explained.set(key, new Ranges())
    return this.#explained.get(key)
  }

  received (record) { return this.#received.has(keyOf(record)) }

  // The highest sequence received of a stream, over all epochs; 0 when nothing came.
  highest (stream) { return this.#highest.get(stream) ?? 0 }

  // Numbers of all streams from 1 to the highest that were neither received nor reported as lost.
  missing () {
    let missing = 0
    for (const explained of this.#explained.values()) missing += explained.missing(1)
    return missing
  }

  // Where these are, as text.
  whereMissing () {
    return [...this.#explained].flatMap(([stream, explained]) => explained.gaps(1).map(([first, last]) => `${stream.split(' ')[0]} ${first} to ${last}`)).join(', ')
  }

  // Records, not counting values without a number, that were reported as lost and did not come either.
  lostRecords () {
    const lost = new Set()
    for (const { stream, epoch, first, last } of this.losses) {
      for (let seq = first; seq >= 1 && seq <= last; seq++) {
        if (!this.received({ stream, epoch, seq })) lost.add(keyOf({ stream, epoch, seq }))
      }
    }
    return lost.size
  }

  // Notes records that a store held, as wholeRecords() reads them: they were accepted.
  found (records) {
    for (const record of records) {
      const key = keyOf(record)
      const before = this.#found.get(key)
      if (before && before.stored !== record.stored) this.contradictions.push(`${key} was found with two contents`)
      this.#found.set(key, record)
    }
  }

  // Records found in a store that did not come, or came with another content.
  foundAndMissing () {
    const missing = []
    for (const [key, found] of this.#found) {
      const received = this.#received.get(key)
      if (!received) missing.push(found)
      else if (received.stored !== found.stored || received.n !== found.n) {
        this.contradictions.push(`${key} came with another content than the store held`)
      }
    }
    return missing
  }

  get foundRecords () { return this.#found.size }
}
