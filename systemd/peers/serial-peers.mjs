// The phases of systemd/checks/serial-peers, which installs what this needs and says what it shows.
import dgram from 'node:dgram'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Child, freePorts, sleep, until } from './children.mjs'
import { metres, nmeaLog } from './nmea.mjs'
import { endGpsd } from './radio-receivers.mjs'
import { SimulatedGateway } from './simulated-gateway.mjs'

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

const [askedPort, sendingPort, receiverPort, gpsdPort, weatherPort, brokerPort, pagePort] = await freePorts(7)
const pty = name => path.join(work, name)
let cables = 0
// A pseudo terminal whose other end is a TCP port, to which the device of this check connects.
const cable = (name, port) => new Child(`cable-${name}-${++cables}`, 'socat',
  [`PTY,raw,echo=0,link=${pty(name)}`, `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr`], { work })

async function device (port) {
  for (let tries = 0; ; tries++) {
    const socket = net.connect(port, '127.0.0.1')
    const connected = await new Promise(resolve => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)))
    if (connected) return socket.on('error', () => {})
    if (tries > 100) throw new Error(`no cable at ${port}`)
    await sleep(50)
  }
}

const place = { latitude: 29.533, longitude: 106.551, altitude: 312.0 }
fs.writeFileSync(pty('place.nmea'), nmeaLog(place, Date.now() - 1000, 600))
const gpsd = new Child('gpsfake', 'gpsfake', ['-q', '-n', '-c', '0.125', '-P', String(gpsdPort), pty('place.nmea')], { work })
process.prependListener('exit', () => endGpsd(gpsdPort)) // gpsfake does that too, when it is not killed

cable('asked', askedPort)
let sendingCable = cable('sending', sendingPort)
cable('receiver', receiverPort)
await until('the cables are laid', () => ['asked', 'sending', 'receiver'].every(name => fs.existsSync(pty(name))), 10_000)

const weight = { says: 'S S     100.00 g', requests: 0 }
const asked = await device(askedPort)
asked.on('data', bytes => {
  for (const request of bytes.toString('latin1').split('\r\n').slice(0, -1)) {
    if (request !== 'SI') throw new Error(`the scale was asked ${JSON.stringify(request)}`)
    weight.requests++
    asked.write(weight.says + '\r\n')
  }
})
let sending = await device(sendingPort)
let count = 0
setInterval(() => sending.write(`ST,+${String(++count).padStart(5, '0')}.00 kg\r\n`), 100)
const receiver = await device(receiverPort)
setInterval(() => receiver.write(nmeaLog(place, Date.now(), 1)), 1000)
const weather = dgram.createSocket('udp4')
setInterval(() => weather.send('$WIMWV,214.8,R,0.1,K,A*28\r\n', weatherPort, '127.0.0.1'), 200)

const nav = ['latitude', 'longitude', 'altitude', 'fix', 'mode', 'satellites', 'hdop', 'clock_offset', 'GGA.7']
const navPoints = nav.map(address => `      - { name: ${address.replace('.', '_').toLowerCase()}, address: "${address}" }`).join('\n')
const gateway = new SimulatedGateway({
  name: 'serial',
  work,
  port: brokerPort,
  pagePort,
  sources: `
  - name: asked
    protocol: serial-text
    every: 200ms
    settings:
      connection: "serial:${pty('asked')}"
      request: "SI\\r\\n"
      timeout: 500ms
      messages: { 'S \\+': overload }
    points:
      - { name: weight, address: 'pattern S (?<status>[SD]) +(?<value>[-0-9.]+) (?<unit>\\S+)', unit: g }
  - name: sending
    protocol: serial-text
    settings: { connection: "serial:${pty('sending')}", serial: { baud_rate: 2400, data_bits: 7, parity: even }, stale_after: 5s }
    points:
      - { name: weight, address: 'pattern (?<status>ST|US|OL),(?<value>[-+0-9.E]+) *(?<unit>.*)', unit: kg }
  - name: gpsd
    protocol: nmea
    settings: { connection: "gpsd://127.0.0.1:${gpsdPort}", stale_after: 5s }
    points:
${navPoints}
  - name: receiver
    protocol: nmea
    settings: { connection: "serial:${pty('receiver')}" }
    points:
${navPoints}
  - name: weather
    protocol: nmea
    settings: { connection: "udp://127.0.0.1:${weatherPort}" }
    points:
      - { name: wind, address: "WIMWV[2=R,4=K].3", unit: km/h }`,
  store: `{ path: ${path.join(work, 'store')}, budget: 16MiB }`,
  command: [fieldpost]
})
await gateway.start()
const sourceOf = (status, name) => status.sources.find(each => each.name === name)
const latest = (status, name, point) => sourceOf(status, name).latest.find(each => each.point === point) ?? { quality: 'nothing' }
const remark = (status, name, subject) => sourceOf(status, name).remarks.find(each => each.subject === subject)?.text ?? ''
const shown = (status, name, point = 'weight') => `${latest(status, name, point).value} ${latest(status, name, point).quality}`
const wait = (name, quality, value) => gateway.untilStatus(`${name} is ${quality} ${value ?? ''}`, status => {
  const seen = latest(status, name, name === 'weather' ? 'wind' : 'weight')
  return seen.quality === quality && (value === undefined || Number(seen.value) === value)
}, 20_000)

console.log('1. a scale that is asked')
promise(true, `stable: ${shown(await wait('asked', 'good', 100), 'asked')}`)
weight.says = 'S D     129.07 g'
promise(true, `moving: ${shown(await wait('asked', 'uncertain', 129.07), 'asked')}`)
weight.says = 'S S       0.22 lb'
let status = await wait('asked', 'bad_configuration')
promise(remark(status, 'asked', 'weight').includes("'lb'"), `pounds: ${remark(status, 'asked', 'weight')}`)
weight.says = 'S +'
status = await wait('asked', 'bad_sensor_failure')
promise(remark(status, 'asked', 'weight').includes('overload'), `overload: ${remark(status, 'asked', 'weight')}`)
weight.says = 'S S     100.00 g'
status = await wait('asked', 'good', 100)
promise(remark(status, 'asked', 'weight') === '', `and good again, with no remark left, after ${weight.requests} requests`)

console.log('2. a scale that sends by itself, with noise, half lines and a line without an end')
await wait('sending', 'good')
sending.write(Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 73) % 256)))
sending.write('\r\nST,+000\r\n' + 'x'.repeat(20_000) + '\r\nhello\r\n')
status = await gateway.untilStatus('what was wrong is told', status => /fits no point/.test(remark(status, 'sending', 'connection')) &&
  /too long/.test(remark(status, 'sending', 'connection')), 20_000)
promise(true, remark(status, 'sending', 'connection'))
await sleep(1000)
status = await wait('sending', 'good')
const behind = count - Number(latest(status, 'sending', 'weight').value)
promise(behind <= 10 && sourceOf(status, 'sending').state === 'running', `its values go on: ${shown(status, 'sending')}, ${behind} lines behind what was sent`)

console.log('3. its adapter is unplugged and plugged in again')
await sendingCable.end('SIGKILL')
fs.rmSync(pty('sending'), { force: true })
await gateway.untilStatus('the source is down', status => sourceOf(status, 'sending').state !== 'running' && latest(status, 'sending', 'weight').quality !== 'good', 20_000)
sendingCable = cable('sending', sendingPort)
sending = await device(sendingPort)
const plugged = Date.now()
await wait('sending', 'good')
promise(true, `values again ${((Date.now() - plugged) / 1000).toFixed(1)} s after it was there`)

console.log('4. a satellite receiver, through gpsd and on a serial port')
for (const name of ['gpsd', 'receiver']) {
  status = await gateway.untilStatus(`${name} tells everything`, status => nav.every(address => {
    const seen = latest(status, name, address.replace('.', '_').toLowerCase())
    return seen.quality === 'good' || (address === 'clock_offset' && (name === 'gpsd' || seen.quality.startsWith('uncertain')))
  }), 30_000)
  const value = point => latest(status, name, point).value
  const away = metres(place, { latitude: Number(value('latitude')), longitude: Number(value('longitude')) })
  promise(away < 1 && Math.abs(value('altitude') - place.altitude) < 0.2, `${name}: ${away.toFixed(2)} m away, ${value('altitude')} m high`)
  promise(value('fix') === 'gnss' && Number(value('mode')) === 3 && Number(value('satellites')) === 11 && Number(value('gga_7')) === 11,
    `${name}: fix ${value('fix')}, mode ${value('mode')}, ${value('satellites')} satellites, HDOP ${value('hdop')}`)
}
const offset = Number(latest(status, 'receiver', 'clock_offset').value)
promise(offset > -0.1 && offset < 5, `this clock is ${offset.toFixed(3)} s ahead of the receiver's, which tells whole seconds`)
promise(true, `weather station: ${shown(await wait('weather', 'good', 0.1), 'weather', 'wind')}`)

console.log('5. gpsd ends')
await gpsd.end('SIGTERM')
endGpsd(gpsdPort)
status = await gateway.untilStatus('its points are bad', status => latest(status, 'gpsd', 'latitude').quality.startsWith('bad'), 20_000)
promise(latest(status, 'receiver', 'latitude').quality === 'good', `its points are ${latest(status, 'gpsd', 'latitude').quality}, those of the other receiver good`)
promise(gateway.stackTraces().length === 0, `${gateway.stackTraces().length} lines that a technician must never meet`)

const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
console.log(`serial-peers: two scales, a satellite receiver twice and a weather station, ${held} of ${held + broken.length} promises hold`)
process.exit(broken.length === 0 ? 0 : 1)
