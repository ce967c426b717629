// The phases of systemd/checks/opcua-gaps, which installs what this needs and says what it shows.
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration, writeGatewayConfiguration } from './gateway.mjs'
import { decode, Ledger } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const here = path.dirname(fileURLToPath(import.meta.url))
const rounds = Number(process.env.ROUNDS)
const variables = 50
const period = 100
const away = 5000

const broken = []
function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

// The network between gateway and machine, which can be cut: connections are reset, new ones are refused.
class Cable {
  #links = new Set()
  #cut = false

  constructor (target) {
    this.server = net.createServer(client => {
      if (this.#cut) return client.on('error', () => {}).resetAndDestroy()
      const machine = net.connect(target, '127.0.0.1')
      const end = () => { client.destroy(); machine.destroy(); this.#links.delete(end) }
      this.#links.add(end)
      for (const socket of [client, machine]) socket.setNoDelay(true).on('error', end).on('close', end)
      client.pipe(machine)
      machine.pipe(client)
    })
  }

  listen (port) { return new Promise(resolve => this.server.listen(port, '127.0.0.1', resolve)) }

  cut () {
    this.#cut = true
    for (const end of [...this.#links]) end()
  }

  mend () { this.#cut = false }
}

const [brokerPort, serverPort, cablePort] = await freePorts(3)
writeBrokerConfiguration(work, brokerPort)
writeGatewayConfiguration(work, { brokerUrl: `mqtt://127.0.0.1:${brokerPort}`, serverPort: cablePort, variables })
const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
const server = new Child('opcua-history', process.execPath,
  [path.join(here, 'opcua-history.mjs'), serverPort, variables, period, work], { work })
await until('the OPC UA server listens', () => server.last.ready, 60_000)
const cable = new Cable(serverPort)
await cable.listen(cablePort)

const ledger = new Ledger()
const events = []
const receiver = mqtt.connect(`mqtt://127.0.0.1:${brokerPort}`, {
  protocolVersion: 5, clientId: 'receiver', clean: false, properties: { sessionExpiryInterval: 86_400 }, reconnectPeriod: 200
})
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  if (!message) return
  ledger.accept(message)
  message.rows.point.forEach((point, row) => {
    if (message.points[point].name === 'opcua/gap') events.push(message.rows.value[row].record)
  })
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))

const startAgent = () => new Child('agent', process.env.FIELDPOST, ['run', path.join(work, 'fieldpost.yaml')], { work })
let agent = startAgent()
await until('every variable has arrived', () => ledger.variables === variables, 60_000)
const first = ledger.reached + 1
await sleep(2000)

const whole = reached => until(() => `every tick up to now has arrived; ${ledger.missingTicks(first)} are missing`,
  () => ledger.reached > reached && ledger.missingTicks(first) === 0, 30_000)

for (let round = 0; round < rounds; round++) {
  let before = ledger.reached
  cable.cut()
  await sleep(away)
  cable.mend()
  const mended = await whole(before + away / period)
  promise(ledger.repeated === 0, `network cut for ${away / 1000} s: whole ${(mended / 1000).toFixed(1)} s later, ${ledger.repeated} ticks came twice`)
  await sleep(700)
  before = ledger.reached
  await agent.end('SIGKILL')
  await sleep(2000)
  agent = startAgent()
  const restarted = await whole(before + 2000 / period)
  promise(ledger.repeated === 0, `kill -9 of the agent: whole ${(restarted / 1000).toFixed(1)} s after the restart, ${ledger.repeated} ticks came twice`)
}

server.signal('SIGUSR1')
await until('the server froze', () => server.last.frozen !== undefined, 10_000)
await until('the last tick of every variable', () => ledger.reached === server.last.frozen, 30_000)
await until('the events of all gaps', () => events.length >= 2 * rounds, 10_000).catch(() => {})
const filled = events.reduce((sum, event) => sum + event.values, 0)
promise(ledger.missingTicks(first) === 0, `${server.last.frozen - first + 1} ticks of ${variables} variables: ${ledger.missingTicks(first)} missing`)
promise(ledger.repeated === 0, `${ledger.repeated} came twice`)
promise(events.length >= 2 * rounds && events.every(event => event.unfilled === 0), `${events.length} gaps told, none unfilled`)
promise(filled >= rounds * variables * (away / period) * 0.9, `${filled} values from the history`)

receiver.end(true)
await agent.end()
await server.end()
await broker.end()
console.log(`opcua-gaps: ${rounds} cuts, ${rounds} kills, ${ledger.values} values, ${filled} from the history, ` +
  `${ledger.missingTicks(first)} missing, ${ledger.repeated} twice` + (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
