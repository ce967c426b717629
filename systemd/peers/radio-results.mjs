// What a radio source published, as it arrives at the broker, by the names of its points; files of the bulk stream are put together here, by code that shares
// nothing with the product.
import crypto from 'node:crypto'
import { decode } from './ledger.mjs'

// A value of the JSON profile as plain JavaScript; files' pieces become buffers.
function plain (value) {
  if (value === null || typeof value !== 'object') return value
  if (value.bytes !== undefined) return Buffer.from(value.bytes, 'base64')
  if (value.real !== undefined) return Number(value.real)
  if (value.array) return value.array.map(plain)
  if (value.record) return Object.fromEntries(Object.entries(value.record).map(([name, field]) => [name, plain(field)]))
  if (value.series) return { ...value.series, conditions: plain({ record: value.series.conditions ?? {} }) }
  return value
}

export class RadioResults {
  values = new Map() // by source/point, all that came
  files = new Map() // by source/name, those that are whole: { bytes, verified }
  #pieces = new Map()

  accept (payload, properties) {
    const message = decode(payload, properties)
    if (!message) return
    const { point, value } = message.rows
    for (let row = 0; row < point.length; row++) {
      const { source, name, type } = message.points[point[row]]
      const what = plain(value[row])
      if (type === 'file') this.#piece(source, what)
      else this.of(`${source}/${name}`).push(what)
    }
  }

  // All values of a point, in the order in which they came.
  of (name) {
    if (!this.values.has(name)) this.values.set(name, [])
    return this.values.get(name)
  }

  // Sources name their transfers each for itself.
  #piece (source, piece) {
    const key = `${source}/${piece.transfer}`
    if (!this.#pieces.has(key)) this.#pieces.set(key, new Map())
    const pieces = this.#pieces.get(key)
    if (piece.data) pieces.set(piece.offset, piece.data)
    else pieces.end = piece
    if (!pieces.end) return
    const bytes = Buffer.concat([...pieces].sort(([a], [b]) => a - b).map(([, data]) => data))
    if (bytes.length !== pieces.end.size) return
    const digest = crypto.createHash('sha512').update(bytes).digest('hex')
    this.files.set(`${source}/${piece.name}`, { bytes, verified: digest === pieces.end.sha512 })
  }
}
