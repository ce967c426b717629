// The restarts of systemd/checks/opcua-restarts, which installs what this needs and says what it shows.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'
import { variableName, writeBrokerConfiguration, writeGatewayConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'
import { Chance } from './random.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const restarts = Number(process.env.RESTARTS)
const seed = Number(process.env.SEED)
const variables = Number(process.env.VARIABLES)
const backWithin = 10
const mostSessions = 2
const warmUp = Math.min(10, Math.floor(restarts / 3)) // restarts until caches, compiled code and the heap have their size
const memoryTolerance = 1.1 // of the median of the first third after that, for what a heap does between two collections
const here = path.dirname(fileURLToPath(import.meta.url))
const chance = new Chance(seed)
const broken = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

const [brokerPort, serverPort] = await freePorts(2)
const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`

// What the server saw of its clients, over all its processes.
const seen = { sessions: 0, queuedPublishes: 0, created: 0, createdBefore: 0 }
let server

function lookAtServer () {
  seen.sessions = Math.max(seen.sessions, server.last.mostSessions ?? 0)
  seen.queuedPublishes = Math.max(seen.queuedPublishes, server.last.mostQueuedPublishes ?? 0)
  seen.created = seen.createdBefore + (server.last.createSessions ?? 0)
}

async function startServer () {
  seen.createdBefore = seen.created
  server = new Child('chaos-server', path.join(here, 'chaos-server'),
    ['--port', serverPort, '--points', variables, '--period', '200ms', '--json'], { work, stdin: 'pipe' })
  await until('the chaos server listens', () => server.last.ready, 60_000)
}

async function order (...words) {
  const asked = Date.now()
  words.forEach(word => server.say(word))
  await until(`the chaos server is back after ${words}`, () => server.last.ready >= asked, 60_000)
}

const ways = {
  'kill -9': async () => {
    await server.end('SIGKILL')
    await sleep(chance.between(0, 4000))
    await startServer()
  },
  'kill -9, back at once': async () => {
    await server.end('SIGKILL')
    await startServer()
  },
  restart: () => order('restart'),
  'other namespace indexes': () => order('restart-shifted'),
  'three restarts in a row': () => order('restart', 'restart', 'restart'),
  'short outage': async () => {
    server.say('outage')
    await sleep(chance.between(50, 1000))
    await order('correct')
  },
  'long outage': async () => {
    server.say('outage')
    await sleep(chance.between(1000, 6000))
    await order('correct')
  }
}

// The latest tick of each variable that reached the receiver.
const ticks = new Map()
const fresh = tick => [...ticks.values()].filter(latest => latest > tick).length

function agentNow () {
  const status = fs.readFileSync(`/proc/${agent.pid}/status`, 'utf8')
  const of = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1])
  return { megabytes: of('VmRSS') / 1024, threads: of('Threads') }
}

writeBrokerConfiguration(work, brokerPort)
writeGatewayConfiguration(work, { brokerUrl, serverPort, variables, address: i => `nsu=urn:fieldpost:chaos;s=Count.${i}` })
const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
await startServer()
setInterval(lookAtServer, 100).unref()
const receiver = mqtt.connect(brokerUrl, { protocolVersion: 5, clientId: 'receiver', reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  message?.rows.point.forEach((point, row) => {
    const value = message.rows.value[row]
    if (Number.isInteger(value)) ticks.set(message.points[point].name, Math.max(value, ticks.get(message.points[point].name) ?? 0))
  })
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))
const agent = new Child('agent', process.env.FIELDPOST, ['run', path.join(work, 'fieldpost.yaml')], { work })
await until('every variable has arrived', () => ticks.size >= variables && [...Array(variables).keys()].every(i => ticks.has(variableName(i))), 60_000)
lookAtServer()
const createdAtFirst = seen.created

console.log(`${restarts} restarts of the server of ${variables} variables, drawn with SEED=${seed}`)
const begun = Date.now()
const times = [] // {way, seconds}
const samples = []
const deck = [] // each way once before any of them comes again
let inTrouble = 0
for (let restart = 1; restart <= restarts; restart++) {
  if (deck.length === 0) deck.push(...Object.keys(ways))
  const [way] = deck.splice(chance.whole(0, deck.length - 1), 1)
  await ways[way]()
  const { ready, tick } = server.last
  await until(() => `data after restart ${restart} (${way}): ${fresh(tick)} of ${variables} variables are fresh`,
    () => fresh(tick) >= variables, 60_000).catch(error => { inTrouble++; console.log(`    ${error.message}`) })
  const seconds = (Date.now() - ready) / 1000
  times.push({ way, seconds })
  samples.push(agentNow())
  if (seconds > backWithin) console.log(`    restart ${restart} (${way}): ${seconds.toFixed(1)} s`)
  if (restart % 25 === 0) {
    const { megabytes, threads } = samples.at(-1)
    console.log(`    after ${restart}: slowest ${Math.max(...times.map(t => t.seconds)).toFixed(1)} s, ${megabytes.toFixed(0)} MB, ` +
      `${threads} threads, ${seen.sessions} sessions at most`)
  }
  await sleep(chance.between(0, 700))
}
const minutes = (Date.now() - begun) / 60_000

const sorted = values => [...values].sort((a, b) => a - b)
const share = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]
for (const way of Object.keys(ways)) {
  const of = times.filter(time => time.way === way).map(time => time.seconds)
  if (of.length) console.log(`    ${way.padEnd(24)} ${String(of.length).padStart(4)} times, data again after ${share(of, 0.5).toFixed(1)} s (median), ${Math.max(...of).toFixed(1)} s (slowest)`)
}
const seconds = times.map(time => time.seconds)
const slowest = Math.max(...seconds)
promise(slowest <= backWithin, `all variables fresh within ${backWithin} s of each return: median ${share(seconds, 0.5).toFixed(1)} s, ` +
  `95 % within ${share(seconds, 0.95).toFixed(1)} s, slowest ${slowest.toFixed(1)} s, ${inTrouble} not within 60 s`)
promise(seen.sessions <= mostSessions, `at most ${mostSessions} sessions at a time: ${seen.sessions}`)
promise(seen.queuedPublishes <= 2 * mostSessions, `publish requests waiting at the server: ${seen.queuedPublishes} at most`)
const created = seen.created - createdAtFirst
promise(created <= 4 * restarts, `${created} sessions asked for, ${(created / minutes).toFixed(0)} a minute, for ${restarts} restarts`)
const after = samples.slice(warmUp)
const third = Math.max(1, Math.floor(after.length / 3))
const [first, last] = [after.slice(0, third), after.slice(-third)]
const memory = part => share(part.map(sample => sample.megabytes), 0.5)
promise(memory(last) <= memory(first) * memoryTolerance,
  `memory flat: ${memory(first).toFixed(0)} MB in the first third after ${warmUp} restarts, ${memory(last).toFixed(0)} MB in the last (medians)`)
const threads = part => Math.max(...part.map(sample => sample.threads))
promise(threads(last) <= threads(first), `threads flat: ${threads(first)} at most in the first third, ${threads(last)} in the last`)
const exit = await agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)

receiver.end(true)
await server.end()
await broker.end()
console.log(`opcua-restarts: ${restarts} restarts, data again after ${share(seconds, 0.5).toFixed(1)} s (median), ${slowest.toFixed(1)} s (slowest), ` +
  `${seen.sessions} sessions at most, ${memory(first).toFixed(0)} to ${memory(last).toFixed(0)} MB, ${threads(first)} to ${threads(last)} threads` +
  (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
