// The phases of systemd/checks/mqtt-in-peers, which installs what this needs and says what it shows.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { decode, Ranges } from './ledger.mjs'
import { SimulatedGateway } from './simulated-gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')
const run = promisify(execFile)
const work = process.env.PEER_WORK
const seconds = Number(process.env.COUNT_SECONDS)
const kills = Number(process.env.KILLS)
const restarts = Number(process.env.RESTARTS)
const aSecond = 100
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

const [sensorPort, cityPort, pagePort] = await freePorts(3)
const brokers = {}
function startBroker (name, port) {
  const directory = path.join(work, name)
  fs.mkdirSync(directory, { recursive: true })
  fs.chmodSync(directory, 0o777)
  writeBrokerConfiguration(directory, port)
  brokers[name] = new Child(name, 'mosquitto', ['-c', path.join(directory, 'mosquitto.conf')], { work })
}
startBroker('sensor-broker', sensorPort)
startBroker('city-broker', cityPort)

// As sensors publish: Tasmota with QoS 0, and retained where -r is given.
const publish = async (topic, payload, ...more) => {
  for (let tries = 0; ; tries++) {
    try {
      await run('mosquitto_pub', ['-h', '127.0.0.1', '-p', sensorPort, '-t', topic, '-m', payload, ...more])
      return
    } catch (failed) {
      if (tries === 50) throw failed
      await sleep(100)
    }
  }
}

const points = [
  ['power', 'tele/press1/SENSOR#/ENERGY/Power'], ['energy', 'tele/press1/SENSOR#/ENERGY/Total'], ['relay', 'stat/press1/POWER as bool -> cmnd/press1/POWER'],
  ['probe', 'tele/+/SENSOR#/DS18B20/Temperature'], ['count', 'bench/counter as int']
]
const gateway = new SimulatedGateway({
  name: 'mqtt-in',
  work,
  port: cityPort,
  pagePort,
  sources: `
  - name: plugs
    protocol: mqtt-in
    settings: { url: "mqtt://127.0.0.1:${sensorPort}", devices: tasmota, time: /Time, zone: Asia/Shanghai }
    points:
${points.map(([name, address]) => `      - { name: ${name}, address: "${address}" }`).join('\n')}
    writable: [ { point: relay } ]
  - name: climate
    protocol: mqtt-in
    settings: { url: "mqtt://127.0.0.1:${sensorPort}", devices: zigbee2mqtt, time: /last_seen }
    points:
      - { name: temperature, address: "zigbee2mqtt/+#/temperature", unit: Cel }
      - { name: lamp, address: "zigbee2mqtt/Hall 4/lamp#/state as bool" }`,
  store: `{ path: ${path.join(work, 'store')}, budget: 64MiB }`,
  command: [process.env.FIELDPOST]
})

// What reaches the city: numbers of the counter, and how often; the newest row of each point.
const numbers = new Ranges()
let twice = 0
const receiver = mqtt.connect(`mqtt://127.0.0.1:${cityPort}`, {
  protocolVersion: 5, clientId: 'receiver', clean: false, properties: { sessionExpiryInterval: 86_400 }, reconnectPeriod: 200
})
receiver.on('error', () => {}) // it connects again by itself
const records = new Set()
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  if (!message || records.has(`${message.stream} ${message.epoch} ${message.seq}`)) return
  records.add(`${message.stream} ${message.epoch} ${message.seq}`)
  message.rows.point.forEach((point, row) => {
    const name = message.points[point].name
    if (name === 'count' && typeof message.rows.value[row] === 'number') {
      if (!numbers.add(message.rows.value[row])) twice++
    }
  })
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))
await publish('tele/press1/LWT', 'Online', '-r')
await publish('zigbee2mqtt/Hall 4/lamp', '{"brightness":254,"state":"ON","linkquality":98}', '-r')
await gateway.start()

const sourceOf = (status, name) => status.sources.find(each => each.name === name)
const latest = (status, source, point) => sourceOf(status, source).latest.find(each => each.point === point)
const shown = (status, source, point) => {
  const found = latest(status, source, point)
  return found === undefined ? undefined : found.value === undefined || found.value === null ? found.quality : found.value
}
const running = status => status.sources.every(each => each.state === 'running')

console.log('1. what Tasmota and Zigbee2MQTT send')
await gateway.untilStatus('both sources run', running, 20_000)
await publish('tele/press1/SENSOR', '{"Time":"2026-11-27T12:00:00","ENERGY":{"TotalStartTime":"2026-01-02T08:14:20","Total":3.185,"Yesterday":0.058,' +
  '"Today":0.025,"Power":17,"ApparentPower":31,"Factor":0.55,"Voltage":228,"Current":0.136},"DS18B20":{"Id":"01131B5AEF6B","Temperature":21.4},"TempUnit":"C"}')
await publish('tele/press2/SENSOR', '{"Time":"2026-11-27T12:00:00","DS18B20":{"Id":"01131B5AEF6C","Temperature":19.5},"TempUnit":"C"}')
await publish('stat/press1/POWER', 'ON')
await publish('zigbee2mqtt/door', '{"battery":97,"contact":false,"temperature":21.53,"last_seen":"2026-11-27T12:00:00+08:00","linkquality":120}', '-q', '1')
const all = await gateway.untilStatus('all values are there', status => shown(status, 'climate', 'temperature/door') !== undefined &&
  shown(status, 'plugs', 'relay') !== undefined && shown(status, 'climate', 'lamp') !== undefined, 20_000)
for (const [source, point, wanted] of [['plugs', 'power', 17], ['plugs', 'energy', 3.185], ['plugs', 'relay', true], ['plugs', 'probe/press1', 21.4],
  ['plugs', 'probe/press2', 19.5], ['climate', 'temperature/door', 21.53]]) {
  promise(shown(all, source, point) === wanted, `${point} is ${shown(all, source, point)}`)
}
promise(latest(all, 'climate', 'lamp').quality === 'uncertain_last_usable', `what was retained is ${latest(all, 'climate', 'lamp').quality}`)

console.log('2. a device goes offline, and comes back')
await publish('tele/press1/LWT', 'Offline', '-r')
const away = await gateway.untilStatus('its points are bad', status => shown(status, 'plugs', 'power') === 'bad_not_connected', 20_000)
promise(shown(away, 'plugs', 'relay') === 'bad_not_connected' && shown(away, 'plugs', 'probe/press2') === 19.5, 'its points alone')
await publish('tele/press1/LWT', 'Online', '-r')
await publish('tele/press1/SENSOR', '{"Time":"2026-11-27T12:05:00","ENERGY":{"Total":3.19,"Power":18}}')
await gateway.untilStatus('its power is back', status => shown(status, 'plugs', 'power') === 18, 20_000)
promise(true, 'and its values are back')

console.log('3. written, and looked around')
const device = mqtt.connect(`mqtt://127.0.0.1:${sensorPort}`, { clientId: 'press1', reconnectPeriod: 200 })
device.on('error', () => {}) // it connects again by itself
device.on('message', (topic, payload) => device.publish('stat/press1/POWER', payload))
await new Promise((resolve, reject) => device.subscribe('cmnd/press1/POWER', e => e ? reject(e) : resolve()))
const said = async (...words) => {
  const done = await run(process.env.FIELDPOST, words).catch(failed => failed)
  return (done.stdout + done.stderr).trim()
}
const written = await said('write', '--config', gateway.file, 'plugs', 'relay', 'false')
promise(written.includes('done'), written)
await gateway.untilStatus('the relay is off', status => shown(status, 'plugs', 'relay') === false, 10_000)
device.end(true)
const listed = await said('browse', `mqtt://127.0.0.1:${sensorPort}`)
promise(listed.includes('zigbee2mqtt/Hall 4/lamp#/state') && listed.includes('tele/press1/LWT'), `fieldpost browse lists ${listed.split('\n').length} lines`)
promise(running(await gateway.status()), 'and the gateway kept its session meanwhile')

console.log(`4. a counter of QoS 1, ${aSecond} numbers a second for ${seconds} s; ${kills} kills of the agent, ${restarts} restarts of its broker`)
const sensor = mqtt.connect(`mqtt://127.0.0.1:${sensorPort}`, { clientId: 'counter', clean: false, reconnectPeriod: 200 })
sensor.on('error', () => {}) // it connects again by itself, and sends again what was not acknowledged
await until('the counter is connected', () => sensor.connected, 10_000)
let sent = 0
let acknowledged = 0
const counting = setInterval(() => {
  sensor.publish('bench/counter', String(++sent), { qos: 1 }, failed => { if (!failed) acknowledged++ })
}, 1000 / aSecond)
const events = [...Array(kills).fill('kill'), ...Array(restarts).fill('restart')].sort((a, b) => a.length % 3 - b.length % 3)
for (const event of events) {
  await sleep(seconds * 1000 / (events.length + 1))
  if (event === 'kill') {
    await gateway.agent.end('SIGKILL')
    gateway.spawn()
  } else {
    await brokers['sensor-broker'].end()
    await sleep(500)
    startBroker('sensor-broker', sensorPort)
  }
  const before = sent
  const back = await until(`the counter arrives after a ${event}`, () => numbers.last > before, 60_000)
  console.log(`    ${event}: numbers again after ${(back / 1000).toFixed(1)} s`)
}
await sleep(1000)
clearInterval(counting)
await until('the broker has all numbers', () => acknowledged === sent, 30_000)
await until(() => `all numbers arrived; ${numbers.missing(1)} are missing, the last is ${numbers.last} of ${sent}`,
  () => numbers.last === sent && numbers.missing(1) === 0, 60_000).catch(late => console.log(`    ${late.message}`))
promise(numbers.missing(1) === 0 && numbers.last === sent, `${sent} numbers sent, ${numbers.missing(1) + sent - numbers.last} missing, ${twice} came twice`)
promise(gateway.stackTraces().length === 0, `${gateway.stackTraces().length} lines that a technician must never meet`)

sensor.end(true)
receiver.end(true)
const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
for (const broker of Object.values(brokers)) await broker.end()
console.log(`mqtt-in-peers: ${sent} messages, ${kills} kills, ${restarts} broker restarts, ${numbers.missing(1) + sent - numbers.last} lost, ` +
  `${twice} twice, ${held} of ${held + broken.length} promises hold`)
process.exit(broken.length === 0 ? 0 : 1)
