// The restarts of systemd/checks/opcua-restarts, which installs what this needs and says what it shows.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration, writeGatewayConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'
import { RestartedServer } from './restarted-server.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const restarts = Number(process.env.RESTARTS)
const servers = Number(process.env.SERVERS)
const seed = Number(process.env.SEED)
const variables = Number(process.env.VARIABLES)
const backWithin = 10
const longestGap = 10
const mostSessions = 2
const warmUp = Math.min(10 * servers, Math.floor(restarts / 3)) // restarts until caches, compiled code and the heap have their size, and
const warmUpSeconds = 25 // until the client of the broker has all its threads; the last is for its first ping, after 20 s
const memoryTolerance = 1.1 // of the median of the first third after that, for what a heap does between two collections
const broken = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

const [brokerPort, ...serverPorts] = await freePorts(1 + servers + 1)
const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`
const lines = serverPorts.map((port, i) =>
  new RestartedServer(i < servers ? `line-${i + 1}` : 'steady', port, { variables, seed: seed + i, work }))
const steady = lines.at(-1) // is never restarted
const lineOf = Object.fromEntries(lines.map(line => [line.name, line]))

async function agentNow () {
  const status = fs.readFileSync(`/proc/${agent.pid}/status`, 'utf8')
  const threads = threadsOfAgent()
  await sleep(50) // one that has just begun still bears the name of the thread that began it
  const later = threadsOfAgent()
  for (const name of Object.keys(threads)) threads[name] = Math.min(threads[name], later[name] ?? 0)
  return { at: Date.now(), megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) / 1024, threads }
}

// How many threads the agent has of each name.
function threadsOfAgent () {
  const tasks = `/proc/${agent.pid}/task`
  const count = {}
  for (const task of fs.readdirSync(tasks)) {
    try {
      const name = fs.readFileSync(path.join(tasks, task, 'comm'), 'utf8').trim()
      count[name] = (count[name] ?? 0) + 1
    } catch { /* has just ended */ }
  }
  return count
}

const sum = count => Object.values(count).reduce((one, other) => one + other, 0)

writeBrokerConfiguration(work, brokerPort)
writeGatewayConfiguration(work, {
  brokerUrl,
  sources: Object.fromEntries(lines.map(line => [line.name, line.port])),
  variables,
  address: i => `nsu=urn:fieldpost:chaos;s=Count.${i}`,
  settings: { sessions_per_minute: 60 } // a machine that restarts every few seconds would soon be over the usual 15
})
const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
await Promise.all(lines.map(line => line.start()))
const receiver = mqtt.connect(brokerUrl, { protocolVersion: 5, clientId: 'receiver', reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  message?.rows.point.forEach((point, row) => {
    const { source, name } = message.points[point]
    const value = message.rows.value[row]
    if (Number.isInteger(value)) lineOf[source]?.arrived(name, value)
  })
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))
const agent = new Child('agent', process.env.FIELDPOST, ['run', path.join(work, 'fieldpost.yaml')], { work })
await until('every variable has arrived', () => lines.every(line => line.fresh(0) >= variables), 60_000)
for (const line of lines) {
  line.look()
  line.createdAtFirst = line.created
  line.times = [] // {way, seconds, at}
  line.settle()
}

console.log(`${restarts} restarts of ${servers} server${servers > 1 ? 's' : ''} of ${variables} variables, beside one that is not restarted, drawn with SEED=${seed}`)
const begun = Date.now()
const samples = []

// A moment as minutes and seconds since the first restart.
function clock (at) {
  const seconds = Math.max(0, Math.round((at - begun) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

async function restartAgainAndAgain (line, count) {
  for (let restart = 1; restart <= count; restart++) {
    const way = await line.restart()
    const { ready, tick } = line.child.last
    const what = `restart ${restart} of ${line.name} (${way})`
    await until(() => `data after ${what}: ${line.fresh(tick)} of ${variables} variables are fresh`,
      () => line.fresh(tick) >= variables, 60_000).catch(error => console.log(`    ${error.message}`))
    line.settle()
    const seconds = (Date.now() - ready) / 1000
    line.times.push({ way, seconds, at: ready })
    samples.push(await agentNow())
    if (seconds > backWithin) console.log(`    ${what} at ${clock(ready)}: ${seconds.toFixed(1)} s`)
    if (samples.length % 25 === 0) tellProgress()
    await sleep(line.chance.between(0, 700))
  }
}

function tellProgress () {
  const { megabytes, threads } = samples.at(-1)
  const slowest = Math.max(...lines.flatMap(line => line.times).map(time => time.seconds))
  console.log(`    ${clock(Date.now())} after ${samples.length}: slowest ${slowest.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ` +
    `${sum(threads)} threads, ${Math.max(...lines.map(line => line.sessions.value))} sessions at most`)
}

await Promise.all(lines.filter(line => line !== steady).map((line, i) =>
  restartAgainAndAgain(line, Math.floor(restarts / servers) + (i < restarts % servers ? 1 : 0))))
const ended = Date.now()
for (const line of lines) {
  line.look()
  line.unsettle()
}

const sorted = values => [...values].sort((a, b) => a - b)
const share = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]
const times = lines.flatMap(line => line.times)
for (const way of RestartedServer.ways) {
  const of = times.filter(time => time.way === way).map(time => time.seconds)
  if (of.length) console.log(`    ${way.padEnd(24)} ${String(of.length).padStart(4)} times, data again after ${share(of, 0.5).toFixed(1)} s (median), ${Math.max(...of).toFixed(1)} s (slowest)`)
}
const slowestOf = line => line.times.reduce((slowest, time) => time.seconds > slowest.seconds ? time : slowest)
for (const line of lines.filter(line => line.times.length)) {
  const seconds = line.times.map(time => time.seconds)
  const slowest = slowestOf(line)
  promise(slowest.seconds <= backWithin, `${line.name}: all variables fresh within ${backWithin} s of each of ${seconds.length} returns: median ` +
    `${share(seconds, 0.5).toFixed(1)} s, 95 % within ${share(seconds, 0.95).toFixed(1)} s, slowest ${slowest.seconds.toFixed(1)} s (at ${clock(slowest.at)}, ${slowest.way})`)
}
const each = text => lines.map(line => `${line.name} ${text(line)}`).join(', ')
promise(lines.every(line => line.gap.value <= longestGap), `a variable of a server that is not being restarted shows a new value every ${longestGap} s: ` +
  `longest without ${each(line => `${line.gap.value.toFixed(1)} s (at ${clock(line.gap.at)})`)}`)
promise(lines.every(line => line.sessions.value <= mostSessions), `at most ${mostSessions} sessions at a time: ` +
  each(line => line.sessions.value + (line.sessions.value > 1 ? ` (at ${clock(line.sessions.at)})` : '')))
promise(lines.every(line => line.queuedPublishes.value <= 2 * mostSessions), `publish requests waiting at the server, at most ${2 * mostSessions}: ` +
  each(line => line.queuedPublishes.value))
const created = line => line.created - line.createdAtFirst
promise(lines.every(line => created(line) <= 4 * line.times.length), `sessions asked for, at most 4 a restart: ` +
  each(line => `${created(line)} for ${line.times.length} restarts`))
const after = samples.slice(warmUp).filter(sample => sample.at - begun > warmUpSeconds * 1000)
const third = Math.floor(after.length / 3)
const [first, last] = [after.slice(0, third), after.slice(-third)]
const memory = part => share(part.map(sample => sample.megabytes), 0.5)
// The most of each name, because a source that is between two sessions has none at that moment.
const threads = part => part.reduce((most, { threads }) => {
  Object.entries(threads).forEach(([name, count]) => { most[name] = Math.max(count, most[name] ?? 0) })
  return most
}, {})
let growth = 'too few restarts to judge memory and threads'
if (third >= servers) {
  const [before, now] = [threads(first), threads(last)]
  const grown = Object.keys(now).filter(name => now[name] > (before[name] ?? 0))
  growth = `${memory(first).toFixed(0)} to ${memory(last).toFixed(0)} MB, ${sum(before)} to ${sum(now)} threads`
  promise(memory(last) <= memory(first) * memoryTolerance,
    `memory flat: ${memory(first).toFixed(0)} MB in the first third after ${samples.length - after.length} restarts, ${memory(last).toFixed(0)} MB in the last (medians)`)
  promise(grown.length === 0, `threads flat: ${sum(before)} at most in the first third, ${sum(now)} in the last` +
    grown.map(name => `, ${name} ${before[name] ?? 0} to ${now[name]}`).join(''))
}
const exit = await agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)

receiver.end(true)
await Promise.all(lines.map(line => line.end()))
await broker.end()
const seconds = times.map(time => time.seconds)
console.log(`opcua-restarts: ${restarts} restarts of ${servers} server${servers > 1 ? 's' : ''} in ${clock(ended)} min, data again after ${share(seconds, 0.5).toFixed(1)} s (median), ` +
  `${Math.max(...seconds).toFixed(1)} s (slowest), ${Math.max(...lines.map(line => line.gap.value)).toFixed(1)} s without a value elsewhere at most, ` +
  `${Math.max(...lines.map(line => line.sessions.value))} sessions at most, ${growth}` + (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
