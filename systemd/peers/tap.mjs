// A TCP proxy before a broker that sees every MQTT packet, whole, before it passes it on.
import net from 'node:net'

export const PUBLISH = 3
export const PUBACK = 4
export const SUBACK = 9

// Calls `packet` with each whole packet of a byte stream.
function splitter (packet) {
  let rest = Buffer.alloc(0)
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      let length = 0
      let at = 1
      do {
        if (at >= rest.length) return
        length += (rest[at] & 0x7f) << (7 * (at - 1))
      } while (rest[at++] & 0x80)
      if (rest.length < at + length) return
      packet(rest.subarray(0, at + length), at)
      rest = rest.subarray(at + length)
    }
  }
}

// One connection through the tap. `toBroker` and `toClient` send; both are mute once either side has ended.
class Link {
  constructor (client, broker) {
    this.client = client
    this.broker = broker
    const end = () => { client.destroy(); broker.destroy() }
    for (const socket of [client, broker]) socket.setNoDelay(true).on('error', end).on('close', end)
  }

  toBroker (packet) { if (!this.broker.destroyed) this.broker.write(packet) }

  toClient (packet) { if (!this.client.destroyed) this.client.write(packet) }
}

export class Tap {
  open = true // a client that comes while it is not is turned away

  // `fromClient(packet, type, link, body)` and `fromBroker(...)` are to pass on what shall pass; `body` is where the fixed header ends.
  constructor (brokerPort, { fromClient, fromBroker }) {
    this.server = net.createServer(client => {
      if (!this.open) {
        client.on('error', () => {}).destroy()
        return
      }
      const link = new Link(client, net.connect(brokerPort, '127.0.0.1'))
      client.on('data', splitter((packet, body) => fromClient(packet, packet[0] >> 4, link, body)))
      link.broker.on('data', splitter((packet, body) => fromBroker(packet, packet[0] >> 4, link, body)))
    })
  }

  listen (port) { return new Promise(resolve => this.server.listen(port, '127.0.0.1', resolve)) }
}
