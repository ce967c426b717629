// The phases of systemd/checks/real-peers, which installs what this needs and says what it shows.
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration, writeGatewayConfiguration } from './gateway.mjs'
import { decode, Ledger } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const here = path.dirname(fileURLToPath(import.meta.url))
const seconds = Number(process.env.STEADY_SECONDS)
const variables = Number(process.env.VARIABLES)
const period = Number(process.env.PERIOD_MS)
const kills = Number(process.env.KILLS)
const brokerDown = Number(process.env.BROKER_DOWN_SECONDS)
const serverBackWithin = 10

const [brokerPort, serverPort] = await freePorts(2)
const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`
const broken = []
let firstTick = 1

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

function startBroker () {
  return new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
}

async function startServer () {
  const server = new Child('opcua-server', process.execPath,
    [path.join(here, 'opcua-server.mjs'), serverPort, variables, period, firstTick, work], { work })
  await until('the OPC UA server listens', () => server.last.ready, 60_000)
  return server
}

function startAgent () {
  return new Child('agent', fieldpost, ['run', path.join(work, 'fieldpost.yaml')], { work })
}

writeBrokerConfiguration(work, brokerPort)
writeGatewayConfiguration(work, { brokerUrl, serverPort, variables })

let broker = startBroker()
let server = await startServer()
const watch = new Child('watch', fieldpost, ['watch', brokerUrl, '--client-id', 'watch', '--persistent', '--json'], { work })
const ledger = new Ledger()
const receiver = mqtt.connect(brokerUrl, {
  protocolVersion: 5, clientId: 'receiver', clean: false, properties: { sessionExpiryInterval: 86_400 }, reconnectPeriod: 200
})
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  if (message) ledger.accept(message)
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))
await until('fieldpost watch is connected', () => watch.last.t !== undefined, 30_000)

console.log(`1. ${variables} variables, each changing every ${period} ms, for ${seconds} s`)
let agent = startAgent()
const startedIn = await until('every variable has arrived', () => ledger.variables === variables, 60_000)
const steadyFrom = ledger.reached + 1
const valuesBefore = ledger.values
await sleep(seconds * 1000)
const steadyTicks = ledger.reached - steadyFrom + 1
promise(ledger.missingTicks(steadyFrom) === 0, `every tick of every variable arrived: ${ledger.missingTicks(steadyFrom)} missing`)
promise(steadyTicks >= seconds * 1000 / period * 0.8, `${steadyTicks} ticks of ${Math.floor(seconds * 1000 / period)} in ${seconds} s, ` +
  `${Math.round((ledger.values - valuesBefore) / seconds)} values/s; all variables ${(startedIn / 1000).toFixed(1)} s after the start`)

console.log(`2. kill -9 of the agent, ${kills} times`)
for (let kill = 0; kill < kills; kill++) {
  await sleep(1500 + 700 * (kill % 3))
  await agent.end('SIGKILL')
  const before = ledger.reached
  agent = startAgent()
  const back = await until('data flows after a kill', () => ledger.reached > before + 1000 / period, 60_000)
  console.log(`    kill ${kill + 1}: data again ${(back / 1000).toFixed(1)} s after the restart`)
}
promise(ledger.epochs === 1, `the store was kept: ${ledger.epochs} epoch`)

console.log(`3. mosquitto stopped for ${brokerDown} s`)
const downFrom = ledger.reached + 1
await broker.end()
await sleep(brokerDown * 1000)
broker = startBroker()
const drained = await until(() => `what was stored has arrived; ${ledger.missingTicks(downFrom)} ticks are missing`,
  () => ledger.reached > downFrom + brokerDown * 1000 / period && ledger.missingTicks(downFrom) === 0, 120_000)
promise(true, `every tick of the ${brokerDown} s arrived ${(drained / 1000).toFixed(1)} s after the broker was back`)
promise(ledger.outOfOrder === 0, `order kept: ${ledger.outOfOrder} out of order`)

console.log('4. the OPC UA server killed and started again')
await server.end('SIGKILL')
firstTick = ledger.reached + 1_000_000
const first = ledger.timeFirst(firstTick)
server = await startServer()
await until('data of the new server', () => first.at !== undefined, 60_000)
const serverBack = Math.max(0, first.at - server.last.ready) / 1000
promise(serverBack <= serverBackWithin, `data again ${serverBack.toFixed(1)} s after the server listened`)
await sleep(3000)

console.log('5. the values frozen, everything delivered')
server.signal('SIGUSR1')
await until('the server froze', () => server.last.frozen !== undefined, 10_000)
await until('the last tick of every variable', () => ledger.reached === server.last.frozen, 60_000)
// What changed before all variables were monitored again was never sent to anybody.
const monitored = firstTick + Math.ceil(Math.max(2000, serverBack * 1000 + 1500) / period)
promise(ledger.missingTicks(monitored) === 0, 'every tick since the server was back arrived')
promise(ledger.missingRecords() === 0, `our receiver: ${ledger.missingRecords()} records missing between the first and the last`)
promise(ledger.outOfOrder === 0, `our receiver: ${ledger.outOfOrder} out of order`)
await until('fieldpost watch caught up', () => watch.last.values >= ledger.values, 30_000).catch(() => {})
const agentExit = await agent.end()
promise(agentExit === 0 || agentExit === 143, `the agent ended on SIGTERM with ${agentExit}`)
const watchExit = await watch.end()
promise(watchExit === 0 && watch.last.missing === 0 && watch.last.outOfOrder === 0,
  `fieldpost watch: ${watch.last.missing} missing, ${watch.last.outOfOrder} out of order, exit ${watchExit}`)
promise(watch.last.lossReported === 0, `fieldpost watch: ${watch.last.lossReported} reported as lost`)

receiver.end(true)
await server.end()
await broker.end()
const lost = ledger.missingRecords() + (watch.last.missing ?? 0)
console.log(`real-peers: ${variables} variables, ${ledger.values.toLocaleString('en')} values, ${kills} kills, ${lost} lost, ` +
  `${ledger.duplicates} duplicates recognised, broker down ${brokerDown} s, server back in ${serverBack.toFixed(1)} s` +
  (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
