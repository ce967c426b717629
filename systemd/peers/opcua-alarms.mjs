// The phases of systemd/checks/opcua-alarms, which installs what this needs and says what it shows.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const here = path.dirname(fileURLToPath(import.meta.url))
const [brokerPort, serverPort] = await freePorts(2)
const broken = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

writeBrokerConfiguration(work, brokerPort)
fs.writeFileSync(path.join(work, 'fieldpost.yaml'), `
gateway: { id: opcua-alarms, site: check }
sources:
  - name: line
    protocol: opcua
    settings:
      endpoint: "opc.tcp://127.0.0.1:${serverPort}"
      security: None
      insecure: true
      publishing_interval: 100ms
      events:
        - name: alarms
          types: ["i=2915"]
          severity_from: 100
    points:
      - { name: operation, address: "ns=1;s=Operation" }
      - { name: shot, address: "ns=1;s=Shot" }
      - { name: range, address: "ns=1;s=Range" }
destinations:
  - { name: mosquitto, url: "mqtt://127.0.0.1:${brokerPort}" }
store: { path: "${work}/store" }
console: { port: 0 }
`)

const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
const startServer = async () => {
  const child = new Child('opcua-alarms-server', process.execPath,
    [path.join(here, 'opcua-alarms-server.mjs'), serverPort, work], { work })
  await until('the OPC UA server listens', () => child.last.ready, 60_000)
  return child
}
let server = await startServer()

const events = [] // the records of point alarms
const values = {} // the latest value of each other point
const receiver = mqtt.connect(`mqtt://127.0.0.1:${brokerPort}`, { protocolVersion: 5, reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  for (let row = 0; row < (message?.n ?? 0); row++) {
    const point = message.points[message.rows.point[row]].name
    const value = message.rows.value[row]
    if (point === 'alarms') events.push({ stream: message.stream, ...value.record })
    else values[point] = value
  }
})
await until('the broker takes the receiver', () => receiver.connected, 30_000)
await receiver.subscribeAsync('fieldpost/v1/#', { qos: 1 })
const agent = new Child('agent', fieldpost, ['run', path.join(work, 'fieldpost.yaml')], { work })
const event = (what, holds) => until(what, () => events.some(holds), 60_000).then(() => events.find(holds))
const same = (found, expected) => JSON.stringify(found) === JSON.stringify(expected)

try {
  await until('a value of each point', () => Object.keys(values).length >= 3, 60_000)
  promise(same(values.operation, { record: { value: 1, name: 'Executing' } }), 'an enumeration carries its name')
  promise(same(values.range, { record: { Low: -5.0, High: 5.0 } }), "a structure of OPC UA's own is a record of its fields")
  promise(same(values.shot, {
    record: { Number: 7, State: { record: { value: 1, name: 'Executing' } }, Zones: { array: [1.5, 2.5] }, Label: 'first' }
  }), `a structure of the server's own is a record of its fields: ${JSON.stringify(values.shot)}`)

  const before = await event('the alarm that was there before', one => one.active === true)
  promise(before.refresh === true, 'an alarm that was active before the gateway came is told by a refresh')
  promise(before.stream === 'alarm', 'an alarm travels in the alarm stream')
  promise(/^active, unacknowledged/.test(before.state), `its state is told in words: ${before.state}`)
  server.signal('SIGUSR1')
  const cleared = await event('the alarm cleared', one => one.active === false)
  promise(!cleared.refresh && cleared.condition_id === before.condition_id, 'a change comes by itself and names the same condition')
  server.signal('SIGUSR1')
  await event('the alarm raised again', one => one.active === true && !one.refresh)

  await server.end('SIGKILL')
  events.length = 0
  server = await startServer()
  const again = await event('the alarm after a restart of the server', one => one.active === true)
  promise(again.refresh === true, 'after a restart of the server, the refresh tells what is active')
  promise(events.some(one => one.gap_from && one.gap_to), 'the gap is told')
} catch (failure) {
  promise(false, `${failure.message}\n${JSON.stringify({ values, events }, null, 1)}\n${agent.tail()}`)
}
await agent.end()
receiver.end(true)
await server.end()
await broker.end()
console.log(`opcua-alarms: ${broken.length === 0 ? 'all promises hold' : `${broken.length} BROKEN`}`)
process.exit(broken.length === 0 ? 0 : 1)
