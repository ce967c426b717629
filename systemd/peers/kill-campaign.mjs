// The campaign of systemd/checks/kill-campaign, which installs what this needs and says what it shows.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'
import { keyOf, Proof } from './proof.mjs'
import { Chance } from './random.mjs'
import { startRtlTcp } from './rtl-tcp.mjs'
import { wholeRecords } from './segments.mjs'
import { SimulatedGateway, simulatedSources } from './simulated-gateway.mjs'
import { PUBACK, PUBLISH, SUBACK, Tap } from './tap.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')
const mqttPacket = createRequire(require.resolve('mqtt'))('mqtt-packet')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const kills = Number(process.env.KILLS)
const seed = Number(process.env.SEED)
const store = path.join(work, 'store')
const broken = []
const count = number => number.toLocaleString('en')

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

// The record in a PUBLISH, {id: packet identifier, key}; null when it holds none.
function recordIn (packet) {
  let found = null
  const parser = mqttPacket.parser({ protocolVersion: 5 })
  parser.on('packet', ({ messageId, payload, properties }) => {
    const message = decode(payload, properties)
    if (message) found = { id: messageId, key: keyOf(message) }
  })
  parser.parse(packet)
  return found
}

// Which receivers have a record, and which of the agent's PUBACKs wait for that, in the order of their coming.
class Receipts {
  #had = { receiver: new Set(), watch: new Set() }
  #waiting = []

  had (who, key) {
    this.#had[who].add(key)
    this.release()
  }

  puback (link, packet, key) {
    this.#waiting.push({ link, packet, key })
    this.release()
  }

  release () {
    const everywhere = key => key === null || (this.#had.receiver.has(key) && this.#had.watch.has(key))
    while (this.#waiting.length && (this.#waiting[0].link.client.destroyed || everywhere(this.#waiting[0].key))) {
      const { link, packet } = this.#waiting.shift()
      link.toClient(packet)
    }
  }
}

const [brokerPort, agentPort, watchPort, radioPort, pagePort] = await freePorts(5)
const receipts = new Receipts()
const proof = new Proof()
const subscribed = { receiver: false, watch: false }

const onTheirWay = new WeakMap() // link -> Map of packet identifier -> key
const identifiers = link => onTheirWay.get(link) ?? onTheirWay.set(link, new Map()).get(link)

const agentTap = new Tap(brokerPort, {
  fromClient (packet, type, link) {
    const record = type === PUBLISH ? recordIn(packet) : null
    if (record) identifiers(link).set(record.id, record.key)
    link.toBroker(packet)
  },
  fromBroker (packet, type, link, body) {
    if (type !== PUBACK) {
      link.toClient(packet)
      return
    }
    const refused = packet.length > body + 2 && packet[body + 2] !== 0
    const id = packet.readUInt16BE(body)
    receipts.puback(link, packet, refused ? null : identifiers(link).get(id) ?? null)
  }
})
const watchTap = new Tap(brokerPort, {
  fromClient (packet, type, link, body) {
    const key = type === PUBACK ? identifiers(link).get(packet.readUInt16BE(body)) : undefined
    if (key) receipts.had('watch', key)
    link.toBroker(packet)
  },
  fromBroker (packet, type, link) {
    const record = type === PUBLISH ? recordIn(packet) : null
    if (record) identifiers(link).set(record.id, record.key)
    link.toClient(packet)
    if (type === SUBACK) letIn('watch', true)
  }
})

// The agent reaches the broker only when both receivers do, so that nothing is published to one of them alone.
function letIn (who, is) {
  subscribed[who] = is
  agentTap.open = subscribed.receiver && subscribed.watch
}

letIn('watch', false)
await agentTap.listen(agentPort)
await watchTap.listen(watchPort)
await startRtlTcp(radioPort)
writeBrokerConfiguration(work, brokerPort)

let broker
let brokerKills = 0
const startBroker = () => { broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work }) }
async function killBroker () {
  const killed = broker
  broker = null
  await killed.end('SIGKILL')
  letIn('watch', false)
  letIn('receiver', false)
  brokerKills++
}

startBroker()
const receiver = mqtt.connect(`mqtt://127.0.0.1:${brokerPort}`, {
  protocolVersion: 5, clientId: 'receiver', clean: true, reconnectPeriod: 200, resubscribe: false
})
receiver.on('error', () => {}) // it connects again by itself
receiver.on('connect', () => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, error => { if (!error) letIn('receiver', true) }))
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  if (!message) return
  proof.accept(message)
  receipts.had('receiver', keyOf(message))
})
const watch = new Child('watch', fieldpost,
  ['watch', `mqtt://127.0.0.1:${watchPort}`, '--client-id', 'watch', '--json'], { work })
await until('both receivers are subscribed', () => agentTap.open, 30_000)

const gateway = new SimulatedGateway({
  name: 'agent',
  work,
  port: agentPort,
  pagePort,
  command: [fieldpost],
  store: `{ path: "${store}", budget: 64MiB }`,
  sources: simulatedSources({ ticks: 5, fast: 4, points: Number(process.env.POINTS), period: Number(process.env.PERIOD_MS) }) + `
  - name: noise
    protocol: radio
    settings:
      receiver: "rtl_tcp://127.0.0.1:${radioPort}"
      sample_rate: 250kHz
      missions: [ { scan: 100MHz..100.1MHz, resolution: 2kHz, every: 300ms, averages: 4 } ]`
})

// The broker lives and dies beside the agent, by a chance of its own.
let faults = true
async function troubleBroker (chance) {
  while (faults) {
    await sleep(chance.between(2000, 9000))
    if (!faults) break
    await killBroker()
    await sleep(chance.between(100, chance.next() < 0.3 ? 8000 : 1500))
    startBroker()
  }
}

// Resolves when something of one kind happens to a segment of plain data or spectra: 'change' is a write, 'rename' a new or a deleted one.
function segmentEvent (wanted, milliseconds) {
  return new Promise(resolve => {
    const watchers = []
    const done = happened => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      resolve(happened)
    }
    const timer = setTimeout(() => done(false), milliseconds)
    for (const stream of ['data', 'bulk']) {
      const directory = path.join(store, stream)
      if (fs.existsSync(directory)) watchers.push(fs.watch(directory, event => { if (event === wanted) done(true) }))
    }
  })
}

const moments = {
  'any time': chance => sleep(chance.between(300, 6000)),
  'at the start': chance => sleep(chance.between(0, 1500)),
  'in a burst': chance => sleep(chance.between(0, 500)),
  'with a write': async chance => {
    await sleep(chance.between(800, 3000))
    return segmentEvent('change', 3000)
  },
  'with a segment': async chance => {
    await sleep(chance.between(800, 1500))
    return segmentEvent('rename', 8000)
  },
  'in a backlog': async chance => {
    await until('the broker is away', () => broker === null, 20_000).catch(() => {})
    await sleep(chance.between(200, 2500))
  }
}
const weights = { 'any time': 3, 'at the start': 3, 'in a burst': 0.6, 'with a write': 3, 'with a segment': 3, 'in a backlog': 2 }

console.log(`${kills} kills, seed ${seed}`)
const chance = new Chance(seed)
const tally = {}
const begun = Date.now()
gateway.spawn()
const trouble = troubleBroker(new Chance(seed ^ 0x5eed))
let burst = 0
for (let kill = 1; kill <= kills; kill++) {
  const moment = burst > 0 ? 'in a burst' : chance.pick(weights)
  burst = burst > 0 ? burst - 1 : moment === 'in a burst' ? chance.whole(1, 4) : 0
  const met = await moments[moment](chance)
  await gateway.agent.end('SIGKILL')
  const what = met === false ? `${moment}, missed` : moment
  tally[what] = (tally[what] ?? 0) + 1
  proof.found(fs.existsSync(store) ? wholeRecords(store) : [])
  gateway.spawn()
  if (kill % 25 === 0) {
    console.log(`    ${kill} kills, ${brokerKills} of the broker, ${count(proof.records)} records, ${Math.round((Date.now() - begun) / 1000)} s`)
  }
}
faults = false
await trouble
console.log(`    ${Object.entries(tally).map(([what, times]) => `${times} ${what}`).join(', ')}`)

console.log('the faults are over')
const fresh = Math.floor(Date.now() / 100)
const live = () => ['tick0', 'tick1', 'tick2', 'tick3', 'tick4'].every(name => (proof.ticks.get(name)?.last ?? 0) > fresh + 20)
const flows = await until('fresh records flow', live, 60_000)
promise(true, `fresh values of every counter within ${(flows / 1000).toFixed(1)} s`)
const status = await gateway.untilStatus('nothing waits', ({ destinations }) => destinations[0].backlog < 20, 120_000)
const newest = Object.fromEntries(status.store.streams.map(each => [each.stream, each.newest]))
await until(() => `everything up to ${JSON.stringify(newest)} has arrived; ${proof.missing()} are missing`,
  () => Object.entries(newest).every(([stream, seq]) => proof.highest(stream) >= seq) && proof.missing() === 0, 60_000).catch(e => console.log(`    ${e.message}`))
await sleep(1000)
const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
proof.found(wholeRecords(store))
// What was stored while it stopped comes with another start; nothing measures in that time.
fs.writeFileSync(gateway.file, fs.readFileSync(gateway.file, 'utf8').replace(/^sources:[^]*?(?=^destinations:)/m, 'sources: []\n'))
await gateway.start()
await gateway.untilStatus('nothing waits at all', ({ destinations }) => destinations[0].backlog === 0, 60_000)
await gateway.agent.end()
await sleep(1500)
const watchExit = await watch.end()

const lost = proof.missing() + proof.foundAndMissing().length + proof.lostRecords() + proof.valuesWithoutNumber
promise(proof.missing() === 0, `${proof.missing()} numbers missing of ${count(proof.records)} records${proof.missing() ? ': ' + proof.whereMissing() : ''}`)
promise(proof.losses.length === 0, `${proof.losses.length} losses reported, where no kill may cause one${proof.losses.length ? ': ' + JSON.stringify(proof.losses[0]) : ''}`)
promise(proof.foundAndMissing().length === 0,
  `${count(proof.foundRecords)} records were seen in the store after a kill, ${proof.foundAndMissing().length} of them did not arrive`)
promise(proof.contradictions.length === 0, `${proof.contradictions.length} numbers with two contents${proof.contradictions.length ? ': ' + proof.contradictions[0] : ''}`)
promise(proof.epochs.size === 1, `the store was kept: ${proof.epochs.size} epoch`)
promise(['data', 'bulk'].every(stream => proof.highest(stream) > 1), `streams: ${status.store.streams.map(({ stream, oldest, newest }) => `${stream} up to ${count(newest)}, deleted below ${count(oldest)}`).join('; ')}`)
const traces = gateway.stackTraces()
promise(traces.length === 0, `${traces.length} errors or stack traces in the agent's log${traces.length ? ': ' + traces[0] : ''}`)
promise(watchExit === 0 && watch.last.missing === 0 && watch.last.lossReported === 0 && watch.last.unreadable === 0,
  `fieldpost watch: ${watch.last.missing} missing, ${watch.last.lossReported} reported lost, exit ${watchExit}`)
promise(watch.last.messages - watch.last.duplicates === proof.records,
  `fieldpost watch and our receiver have the same ${count(proof.records)} records: ${count(watch.last.messages - watch.last.duplicates)}`)

receiver.end(true)
await broker.end()
console.log(`kill-campaign: ${kills} kills, ${brokerKills} of the broker, ${count(proof.values)} values, ${lost} lost, ` +
  `${count(proof.duplicates)} duplicates recognised, seed ${seed}` + (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
