// A controller of Snap7's, which stands for an S7: one data block with a value of every type, and a part of it that others write.
//   node snap7-server.mjs PORT
// Prints a JSON line when it is ready, and whenever what others write has changed.
import { createRequire } from 'node:module'
import path from 'node:path'

const { S7Server } = createRequire(path.join(process.env.SNAP7_MODULES, 'x'))('node-snap7')
const server = new S7Server()
const block = Buffer.alloc(1024)
block.writeFloatBE(220.5, 0)
block.writeInt16BE(-1234, 4)
block[6] = 0b1000
block[7] = 0xA5
block.writeInt32BE(-70000, 8)
block.writeUInt16BE(65000, 12)
block.writeUInt16BE(0xBEEF, 14)
block.writeDoubleBE(3.25, 16)
block[24] = 20
block[25] = 6
block.write('PM5320', 26, 'latin1')
block.writeBigUInt64BE(18446744073709551615n, 50)
block.writeUInt32BE(4000000000, 60)
block.writeInt8(-5, 64)
block[65] = 200
block.writeUInt32BE(0xDEADBEEF, 66)
for (let i = 0; i < 5; i++) block.writeInt16BE(i * 10, 70 + 2 * i)
block.writeBigInt64BE(-9007199254740993n, 80)
block.writeInt32BE(90061000, 90) // 25 h 1 min 1 s in ms
block.writeUInt16BE(13109, 94) // days since 1990-01-01
block.writeUInt32BE(45296789, 96) // 12:34:56.789 in ms
Buffer.from([0x25, 0x11, 0x23, 0x12, 0x34, 0x56, 0x78, 0x91]).copy(block, 100) // BCD
block[110] = 0x41
block.writeUInt16BE(0x54E8, 112)
block.writeUInt16BE(20, 120)
block.writeUInt16BE(2, 122)
block.writeUInt16BE(0x538B, 124)
block.writeUInt16BE(0x529B, 126)
block[220] = 16
const flags = Buffer.alloc(32)
flags[3] = 0b10

server.SetParam(server.LocalPort, Number(process.argv[2]))
for (const [area, index, buffer] of [[server.srvAreaDB, 10, block], [server.srvAreaMK, undefined, flags]]) {
  if (!(index === undefined ? server.RegisterArea(area, buffer) : server.RegisterArea(area, index, buffer))) throw new Error('no area')
}
server.StartTo('127.0.0.1', error => {
  if (error) throw new Error(server.ErrorText(error))
  console.log(JSON.stringify({ ready: true }))
})
let told = ''
setInterval(() => {
  const now = server.GetArea(server.srvAreaDB, 10)
  const line = JSON.stringify({
    setpoint: now.readFloatBE(200),
    count: now.readInt16BE(204),
    on: (now[206] & 1) === 1,
    large: now.readUInt32BE(208),
    recipe: now.toString('latin1', 222, 222 + now[221])
  })
  if (line !== told) console.log(told = line)
}, 50)
