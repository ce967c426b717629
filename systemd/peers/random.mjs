// Chance that can be had again: mulberry32, a generator of 32 bits of state, seeded by one number.
export class Chance {
  #state

  constructor (seed) { this.#state = seed >>> 0 }

  // A number from 0 up to, not including, 1.
  next () {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  between (low, high) { return low + (high - low) * this.next() }

  // A whole number, both ends included.
  whole (low, high) { return Math.floor(this.between(low, high + 1)) }

  // One key of {key: weight}.
  pick (weights) {
    let left = this.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0)
    for (const [key, weight] of Object.entries(weights)) {
      left -= weight
      if (left < 0) return key
    }
    return Object.keys(weights)[0]
  }
}
