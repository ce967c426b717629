// A radio receiver that hears noise: the rtl_tcp protocol, 8-bit I/Q at the rate that the client asks for.
import crypto from 'node:crypto'
import net from 'node:net'

const PERIOD_MS = 20

export function startRtlTcp (port) {
  const noise = crypto.randomBytes(1 << 18)
  const server = net.createServer(socket => {
    let rate = 2_048_000
    const header = Buffer.alloc(12)
    header.write('RTL0')
    header.writeUInt32BE(5, 4) // R820T
    header.writeUInt32BE(29, 8)
    socket.write(header)
    let rest = Buffer.alloc(0)
    socket.on('data', chunk => {
      for (rest = Buffer.concat([rest, chunk]); rest.length >= 5; rest = rest.subarray(5)) {
        if (rest[0] === 2) rate = rest.readUInt32BE(1)
      }
    })
    const timer = setInterval(() => {
      const bytes = Math.min(2 * Math.round(rate * PERIOD_MS / 1000), noise.length)
      if (!socket.writableNeedDrain) socket.write(noise.subarray(0, bytes))
    }, PERIOD_MS)
    socket.on('error', () => {}).on('close', () => clearInterval(timer))
  })
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server)))
}
