// The phases of systemd/checks/disk-full, which mounts and installs what this needs and says what it shows.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { decode, Ledger } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const fieldpost = process.env.FIELDPOST
const fullSeconds = Number(process.env.FULL_SECONDS)
const room = Number(process.env.ROOM_KIB) * 1024
const points = Number(process.env.POINTS)
const period = Number(process.env.PERIOD_MS)
const broken = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

const droppedBy = status => status.sources.reduce((sum, source) => sum + source.dropped, 0)
const count = number => number.toLocaleString('en')

class Gateway {
  constructor (name, ports, { card, budget }) {
    [this.brokerPort, this.pagePort] = ports
    this.work = path.join(process.env.PEER_WORK, name)
    fs.mkdirSync(this.work)
    writeBrokerConfiguration(this.work, this.brokerPort)
    this.file = path.join(this.work, 'fieldpost.yaml')
    fs.writeFileSync(this.file, `
gateway: { id: ${name}, site: check }
sources:
  - name: fast
    protocol: simulated
    every: ${period}ms
    points:
${Array.from({ length: points }, (_, i) => `      - { name: r${i}, address: "random(period=1ms)" }`).join('\n')}
  - name: slow
    protocol: simulated
    every: 1s
    points:
      - { name: parts, address: "counter(period=1s)" }
destinations:
  - { name: mosquitto, url: "mqtt://127.0.0.1:${this.brokerPort}" }
store: { path: "${card}/store", budget: ${budget}, free_floor: 0B }
console: { port: ${this.pagePort} }
`)
  }

  startBroker () {
    this.broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(this.work, 'mosquitto.conf')], { work: this.work })
  }

  // Both receivers subscribe once; the broker keeps their sessions while it is away, so that nothing is published to nobody.
  async subscribe () {
    this.startBroker()
    const url = `mqtt://127.0.0.1:${this.brokerPort}`
    this.watch = new Child('watch', fieldpost, ['watch', url, '--client-id', 'watch', '--persistent', '--json'], { work: this.work })
    this.ledger = new Ledger()
    this.receiver = mqtt.connect(url, {
      protocolVersion: 5, clientId: 'receiver', clean: false, properties: { sessionExpiryInterval: 86_400 }, reconnectPeriod: 200
    })
    this.receiver.on('error', () => {}) // it connects again by itself
    this.receiver.on('message', (topic, payload, packet) => {
      const message = decode(payload, packet.properties)
      if (message) this.ledger.accept(message)
    })
    await until('the receiver is connected', () => this.receiver.connected, 30_000)
    await new Promise((resolve, reject) =>
      this.receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))
    await until('fieldpost watch is connected', () => this.watch.last.connected, 30_000)
    await this.broker.end()
  }

  // Returns the first answer of /health.
  async start () {
    this.agent = new Child('agent', fieldpost, ['run', this.file], { work: this.work })
    let health = ''
    for (let tries = 0; health === '' && tries < 200; tries++) {
      health = await this.health().catch(() => sleep(100).then(() => ''))
    }
    return health.trim()
  }

  async health () { return (await fetch(`http://127.0.0.1:${this.pagePort}/health`)).text() }

  async status () { return (await fetch(`http://127.0.0.1:${this.pagePort}/status.json`)).json() }

  // Waits until the answer to a question about the status is true, and returns the milliseconds that it took.
  async untilStatus (what, condition, milliseconds) {
    const begun = Date.now()
    let status = await this.status()
    while (!condition(status)) {
      if (Date.now() - begun > milliseconds) throw new Error(`not within ${milliseconds / 1000} s: ${what}; ${JSON.stringify(status.store)}`)
      await sleep(100)
      status = await this.status()
    }
    return Date.now() - begun
  }

  log (pattern) { return fs.readFileSync(this.agent.log, 'utf8').split('\n').filter(line => pattern.test(line)) }

  // The broker appears: everything accepted arrives, and what was lost is reported.
  async drain () {
    this.startBroker()
    let status = await this.status()
    let quietSince = Date.now()
    const begun = quietSince
    while (status.store.complaint !== null || status.destinations[0].backlog > 50 || Date.now() - quietSince < 3000) {
      if (Date.now() - begun > 120_000) throw new Error(`not quiet within 120 s: ${JSON.stringify(status.store)}`)
      await sleep(200)
      const next = await this.status()
      if (droppedBy(next) !== droppedBy(status)) quietSince = Date.now()
      status = next
    }
    const newest = status.store.streams.find(each => each.stream === 'data').newest
    const dropped = droppedBy(status)
    const lostRecords = () => this.watch.last.lossReported - dropped
    const took = await until(
      () => `all of ${newest} records have arrived; ${this.ledger.highest('data')} is the highest, ` +
        `${this.ledger.missingRecords(1)} are missing, ${JSON.stringify(this.watch.last)}`,
      () => this.ledger.highest('data') >= newest && this.watch.last.missing === 0 &&
        this.ledger.missingRecords(1) === lostRecords(), 120_000)
    const later = await this.status()
    promise(later.sources.every(source => source.state === 'running'),
      `all sources run: ${later.sources.map(source => `${source.name} ${source.state}`).join(', ')}`)
    promise(droppedBy(later) === dropped, 'nothing more is dropped once there is room')
    promise(true, `all ${count(newest)} records arrived or are reported as lost ${(took / 1000).toFixed(1)} s later`)
    await sleep(1500)
    const exit = await this.agent.end()
    promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
    await sleep(1500)
    await this.watch.end()
    const { values, missing, lossReported } = this.watch.last
    promise(missing === 0, `fieldpost watch: ${missing} missing`)
    promise(lossReported === this.ledger.missingRecords(1) + dropped,
      `${count(lossReported)} reported lost: ${count(this.ledger.missingRecords(1))} records and ${count(dropped)} values without a record`)
    this.receiver.end(true)
    await this.broker.end()
    return { values, missing, lossReported }
  }
}

const ports = await freePorts(4)

console.log(`1. a file system with room for ${room / 1024} KiB, ${count(points * 1000 / period)} values/s, no broker`)
const small = path.join(process.env.PEER_WORK, 'card-small')
const filler = path.join(small, 'filler')
const free = fs.statfsSync(small)
fs.writeFileSync(filler, Buffer.alloc(free.bavail * free.bsize - room, 1))
const first = new Gateway('disk', ports.slice(0, 2), { card: small, budget: '64MiB' })
await first.subscribe()
promise(await first.start() === 'ok', '/health is ok at first')
const shortOfRoom = first.log(/budget.*file system has room/)
promise(shortOfRoom.length === 1, `the start says that the budget is more than the room: ${shortOfRoom[0] ?? 'nothing'}`)
const filled = await first.untilStatus('the store complains', status => status.store.complaint !== null, 120_000)
const fullFrom = Date.now()
const told = (await first.health()).trim()
promise(/full|floor/.test(told) && /free some room/.test(told), `/health after ${(filled / 1000).toFixed(1)} s: ${told}`)
const before = await first.status()
let silent = 0
while (Date.now() - fullFrom < fullSeconds * 1000) {
  if ((await first.status()).store.complaint === null) silent++
  await sleep(100)
}
const after = await first.status()
promise(silent === 0, `the status page complained as long as it was full: ${silent} times it did not`)
const arrived = (status, name) => Date.parse(status.sources.find(source => source.name === name).latest[0].received_time)
for (const name of ['fast', 'slow']) {
  const on = (arrived(after, name) - arrived(before, name)) / 1000
  promise(on > fullSeconds - 3 && after.sources.every(source => source.state === 'running'),
    `source ${name} went on measuring for ${on.toFixed(1)} s of ${fullSeconds}`)
}
const warnings = first.log(/WARN.*(full|floor)/)
promise(warnings.length >= 1 && warnings.length <= 6, `${warnings.length} warnings in the log that it is full; the first: ${warnings[0] ?? 'none'}`)
fs.rmSync(filler)
const full = (Date.now() - fullFrom) / 1000
const one = await first.drain()
const gone = first.log(/WARN.*records of data lost.*disk/)
promise(gone.length > 0 && one.lossReported > 0, `a full disk lost its oldest records for new ones, and said so: ${gone[0] ?? 'nothing'}`)

console.log('2. started on a file system without any room')
const rest = fs.openSync(filler, 'w')
try {
  for (;;) fs.writeSync(rest, Buffer.alloc(4096, 1))
} catch (error) {
  if (error.code !== 'ENOSPC') throw error
}
fs.closeSync(rest)
await first.start()
await first.untilStatus('the store complains', status => /(full|floor).*free some room/.test(status.store.complaint ?? ''), 30_000)
promise(true, `with the store as it was it runs, and says: ${(await first.health()).trim()}`)
await first.agent.end()
const elsewhere = new Gateway('elsewhere', ports.slice(0, 2), { card: path.join(small, 'new'), budget: '16MiB' })
const refused = spawnSync(fieldpost, ['run', elsewhere.file], { encoding: 'utf8', timeout: 60_000 })
promise(refused.status === 1 && /full: free some room/.test(refused.stderr) && !/\tat /.test(refused.stderr),
  `without a store yet it ends with ${refused.status} and: ${refused.stderr.trim()}`)

console.log(`3. a file system with room, a budget of 16 MiB, ${count(points * 1000 / period)} values/s, no broker`)
const second = new Gateway('budget', ports.slice(2), { card: path.join(process.env.PEER_WORK, 'card-roomy'), budget: '16MiB' })
await second.subscribe()
promise(await second.start() === 'ok', '/health is ok at first')
await second.untilStatus('the budget is used up', ({ store }) => (store.lost.budget ?? 0) > 200, 300_000)
const warned = second.log(/WARN.*lost.*budget/)
promise(warned.length === 1, `one warning of it in the log, not one a segment: ${warned[0] ?? 'none'}`)
const status = await second.status()
promise(status.store.bytes <= status.store.budget, `the store keeps to its budget: ${count(status.store.bytes)} of ${count(status.store.budget)} bytes`)
const two = await second.drain()
promise(two.lossReported > 0, 'a budget used up lost records, and said so')

console.log(`disk-full: ${count(one.values + two.values)} values arrived, full for ${Math.round(full)} s, ` +
  `${count(one.missing + two.missing)} missing, ${count(one.lossReported + two.lossReported)} reported lost` +
  (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
