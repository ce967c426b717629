// The phases of systemd/checks/opcua-peers, which installs what this needs and says what it shows.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'
import { variableName, writeBrokerConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const here = path.dirname(fileURLToPath(import.meta.url))
const file = path.join(work, 'fieldpost.yaml')
const foreign = process.env.PEER_URL
const [brokerPort, serverPort] = await freePorts(2)
const policies = foreign ? ['Best'] : ['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss']
const variables = 20
const broken = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

const user = foreign ? process.env.PEER_USER : 'gateway'
fs.writeFileSync(path.join(work, 'password'), foreign ? process.env.PEER_PASSWORD : 'right')
const identity = user ? `user: "${user}", password: "file:${work}/password", ` : ''
const rule = foreign ? 'discover: [ { under: "i=85", most: 200 } ], ' : ''
const points = foreign
  ? ''
  : `    points:\n${Array.from({ length: variables }, (_, i) =>
    `      - { name: ${variableName(i)}, address: "ns=1;s=${variableName(i)}" }`).join('\n')}\n`
writeBrokerConfiguration(work, brokerPort)
fs.writeFileSync(file, `gateway: { id: opcua-peers, site: check }
sources:
${policies.map(policy => `  - name: ${policy}
    protocol: opcua
    settings: { endpoint: "${foreign || `opc.tcp://127.0.0.1:${serverPort}`}", security: ${policy}, ${identity}${rule}publishing_interval: 200ms }
${points}`).join('')}destinations:
  - { name: mosquitto, url: "mqtt://127.0.0.1:${brokerPort}" }
store: { path: "${work}/store" }
console: { port: 0 }
`)

const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
const server = foreign
  ? null
  : new Child('opcua-server', process.execPath,
    [path.join(here, 'opcua-server.mjs'), serverPort, variables, 100, 1, work], { work, env: { SECURED: '1' } })
if (server) await until('the OPC UA server listens', () => server.last.ready, 60_000)

const good = Object.fromEntries(policies.map(policy => [policy, new Map()])) // good values by point, for each source
const receiver = mqtt.connect(`mqtt://127.0.0.1:${brokerPort}`, { protocolVersion: 5, reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  for (let row = 0; row < (message?.n ?? 0); row++) {
    const { source, name } = message.points[message.rows.point[row]]
    if (message.rows.quality[row] < 0x40000000 && good[source] && !name.startsWith('opcua/')) {
      good[source].set(name, (good[source].get(name) ?? 0) + 1)
    }
  }
})
await until('the broker takes the receiver', () => receiver.connected, 30_000)
await receiver.subscribeAsync('fieldpost/v1/#', { qos: 1 })
const agent = new Child('agent', fieldpost, ['run', file], { work })
const trust = (...words) => execFileSync(fieldpost, ['trust', ...words, '--config', file, '--language', 'en'], { encoding: 'utf8' })
await until('the agent makes its store', () => fs.existsSync(path.join(work, 'store', 'sources')), 30_000)
const waits = policy => trust('list').split('\n').some(line => line.includes(policy) && line.includes('waiting'))

try {
  for (const policy of policies) {
    let waiting = false
    for (let i = 0; i < 40 && !waiting; i++) {
      waiting = waits(policy)
      if (!waiting) await sleep(500)
    }
    promise(waiting, `${policy}: the server's certificate waits for a person`)
    promise(good[policy].size === 0, `${policy}: nothing is read from a server that nobody has approved`)
    trust('approve', policy)
  }
  for (const policy of policies) {
    const wanted = foreign ? 1 : variables
    const took = await until(() => `values of ${policy}, got ${good[policy].size}`, () => good[policy].size >= wanted, 60_000)
    promise(true, `${policy}: values of ${good[policy].size} points, ${took} ms after the last approval`)
  }
} catch (failure) {
  promise(false, `${failure.message}\n${agent.tail()}`)
}
await agent.end()
receiver.end(true)
if (server) await server.end()
await broker.end()
console.log(`opcua-peers: ${foreign || 'node-opcua'}, ${broken.length === 0 ? 'all promises hold' : `${broken.length} BROKEN`}`)
process.exit(broken.length === 0 ? 0 : 1)
