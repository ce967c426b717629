// The phases of systemd/checks/disk-faults, which mounts and installs what this needs and says what it shows.
import { execFileSync, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'
import { keyOf, Proof } from './proof.mjs'
import { Chance } from './random.mjs'
import { wholeRecords } from './segments.mjs'
import { SimulatedGateway, simulatedSources } from './simulated-gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const cuts = Number(process.env.CUTS)
const seed = Number(process.env.SEED)
const phases = process.env.PHASES.split(' ')
const card = path.join(work, 'forgetful.mount')
const hasForgetful = fs.existsSync(card)
const broken = []
const skipped = []
const count = number => number.toLocaleString('en')

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

const [brokerPort, pagePort] = await freePorts(2)
writeBrokerConfiguration(work, brokerPort)

let broker = null
const startBroker = () => { broker ??= new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work }) }
async function stopBroker () {
  await broker?.end()
  broker = null
}

// One receiver for all phases, with a session that the broker keeps while it is away; each phase is a gateway of its own.
startBroker()
const proofs = new Map()
const proofOf = name => proofs.get(name) ?? proofs.set(name, new Proof()).get(name)
const receiver = mqtt.connect(`mqtt://127.0.0.1:${brokerPort}`, {
  protocolVersion: 5, clientId: 'receiver', clean: false, properties: { sessionExpiryInterval: 86_400 }, reconnectPeriod: 200
})
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  const message = decode(payload, packet.properties)
  if (message) proofOf(message.gateway).accept(message)
})
await until('the receiver is connected', () => receiver.connected, 30_000)
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))

const newGateway = (name, directory, { commitInterval = '1s', before = [], env = {} } = {}) => new SimulatedGateway({
  name,
  work,
  port: brokerPort,
  pagePort,
  command: [...before, fieldpost],
  env,
  store: `{ path: "${directory}", budget: 64MiB, commit_interval: ${commitInterval} }`,
  sources: simulatedSources({ ticks: 5, fast: 2, points: 50, period: 50 })
})

const complaint = status => status.store.complaint
const measuring = status => Math.min(...status.sources.map(source => Date.parse(source.latest[0]?.received_time ?? 0)))

// The machine does not start again when its card does, so the kernel's word for one run of it is a file of ours.
const bootId = path.join(work, 'boot_id')
const boot = () => fs.writeFileSync(bootId, crypto.randomUUID() + '\n')
boot()
execFileSync('mount', ['--bind', bootId, '/proc/sys/kernel/random/boot_id'])

// For so long, the status page is to complain whenever it is asked, and the sources are to go on. Returns how often it was silent.
async function watchComplaint (gateway, seconds) {
  const before = await gateway.status()
  let silent = 0
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (complaint(await gateway.status()) === null) silent++
    await sleep(200)
  }
  const after = await gateway.status()
  const on = (measuring(after) - measuring(before)) / 1000
  promise(on > seconds - 2 && after.sources.every(source => source.state === 'running'),
    `all sources went on measuring: ${on.toFixed(1)} s of ${seconds}`)
  return silent
}

// Waits until everything stored has arrived and fresh values flow; the broker is there, the faults are over. Then ends the agent.
async function settle (gateway, { mayLose }) {
  const proof = proofOf(gateway.name)
  await gateway.untilStatus('the store does not complain', status => complaint(status) === null, 30_000)
  const fresh = Math.floor(Date.now() / 100)
  const took = await until('fresh values flow', () => proof.ticks.size === 5 &&
    [...proof.ticks.values()].every(ticks => ticks.last > fresh + 5), 60_000)
  const status = await gateway.untilStatus('nothing waits', ({ destinations }) => destinations[0].backlog < 20, 120_000)
  const newest = Object.fromEntries(status.store.streams.map(each => [each.stream, each.newest]))
  await until('all of it has arrived', () => proof.missing() === 0 &&
    Object.entries(newest).every(([stream, seq]) => proof.highest(stream) >= seq), 20_000).catch(() => {})
  promise(true, `fresh values ${(took / 1000).toFixed(1)} s after, ${count(proof.records)} records in all`)
  const exit = await gateway.agent.end()
  promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
  await sleep(500)
  const dropped = status.sources.reduce((sum, source) => sum + source.dropped, 0)
  const causes = [...new Set(proof.losses.map(loss => loss.cause))].join(', ')
  promise(proof.missing() === 0, `${proof.missing()} numbers missing${proof.missing() ? ': ' + proof.whereMissing() : ''}; reported lost: ${count(proof.lostRecords())} records, ` +
    `${count(proof.valuesWithoutNumber)} values without a record${causes && ` (${causes})`}`)
  promise(proof.valuesWithoutNumber >= dropped, `each of the ${count(dropped)} values that found no room is in a report`)
  if (!mayLose) promise(proof.losses.length === 0, `${proof.losses.length} losses reported where nothing may be lost`)
  soundness(gateway)
}

// What holds whatever happened.
function soundness (gateway) {
  const proof = proofOf(gateway.name)
  promise(proof.contradictions.length === 0, `${proof.contradictions.length} numbers with two contents${proof.contradictions.length ? ': ' + proof.contradictions[0] : ''}`)
  promise(proof.epochs.size === 1, `the store was kept: ${proof.epochs.size} epoch`)
  const traces = gateway.stackTraces()
  promise(traces.length === 0, `${traces.length} errors or stack traces in the agent's log${traces.length ? ': ' + traces[0] : ''}`)
}

function mountExt4 (name, mebibytes) {
  const image = path.join(work, `${name}.ext4`)
  const directory = path.join(work, `${name}.mount`)
  execFileSync('truncate', ['-s', `${mebibytes}M`, image])
  execFileSync('mkfs.ext4', ['-q', '-m', '0', image])
  execFileSync('mount', ['-o', 'loop,errors=remount-ro', image, directory])
  return { image, directory, store: path.join(directory, 'store') }
}

async function full () {
  console.log('full: an ext4 file system, filled by somebody else')
  const { directory, store } = mountExt4('full', 160)
  const gateway = newGateway('full', store)
  startBroker()
  promise(await gateway.start() === 'ok', '/health is ok at first')
  await sleep(2000)
  await stopBroker()
  const filler = path.join(directory, 'filler')
  const { bavail, bsize } = fs.statfsSync(directory)
  execFileSync('fallocate', ['-l', bavail * bsize - (1 << 20), filler])
  const rest = fs.openSync(filler, 'a')
  try {
    for (;;) fs.writeSync(rest, Buffer.alloc(4096, 1))
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error
  }
  fs.closeSync(rest)
  await gateway.untilStatus('the store complains', status => complaint(status) !== null, 60_000)
  const told = await gateway.health()
  promise(/full|floor/.test(told) && /free some room/.test(told), `/health: ${told}`)
  const silent = await watchComplaint(gateway, 8)
  promise(silent === 0, `the status page complained as long as it was full: ${silent} times it did not`)
  const warnings = gateway.log(/WARN.*(full|floor)/)
  promise(warnings.length >= 1 && warnings.length <= 6, `${warnings.length} warnings in the log; the first: ${warnings[0] ?? 'none'}`)
  fs.rmSync(filler)
  startBroker()
  await settle(gateway, { mayLose: true })
  execFileSync('umount', [directory])
}

const digest = directory => execFileSync('sh', ['-c', 'find . -type f -exec sha1sum {} + | sort | sha1sum'], { cwd: directory, encoding: 'utf8' })

async function readOnly () {
  console.log('read-only: an ext4 file system that turns read-only by an error while the agent runs')
  const { image, directory, store } = mountExt4('tripped', 160)
  const gateway = newGateway('tripped', store)
  const proof = proofOf('tripped')
  startBroker()
  promise(await gateway.start() === 'ok', '/health is ok at first')
  await sleep(2000)
  await stopBroker()
  await sleep(2000)
  const device = path.basename(execFileSync('findmnt', ['-n', '-o', 'SOURCE', directory], { encoding: 'utf8' }).trim())
  fs.writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, 'a check of fieldpost')
  await gateway.untilStatus('the store complains', status => complaint(status) !== null, 30_000)
  const told = await gateway.health()
  promise(/[Rr]ead-only/.test(told), `/health: ${told}`)
  const silent = await watchComplaint(gateway, 5)
  promise(silent === 0, `the status page complained as long as it was read-only: ${silent} times it did not`)
  const accepted = wholeRecords(store)
  startBroker()
  await until('what the store had taken arrives',
    () => accepted.every(record => proof.received(record)), 15_000).catch(() => {})
  const waiting = accepted.filter(record => !proof.received(record)).length
  promise(waiting === 0, `${waiting} of the ${count(accepted.length)} records that it had taken did not arrive from the read-only file system`)
  const warnings = gateway.log(/WARN.*[Rr]ead-only/)
  promise(warnings.length >= 1 && warnings.length <= 6, `${warnings.length} warnings in the log; the first: ${warnings[0] ?? 'none'}`)
  await gateway.agent.end()

  console.log('read-only: started on it, after a boot that repaired it')
  execFileSync('umount', [directory])
  spawnSync('e2fsck', ['-fp', image])
  boot()
  execFileSync('mount', ['-o', 'loop,ro', image, directory])
  const before = digest(directory)
  const start = spawnSync(fieldpost, ['run', gateway.file], { encoding: 'utf8', timeout: 60_000 })
  const said = (start.stderr + start.stdout).trim().split('\n')
  promise([1, 4].includes(start.status) && said.length === 1 && /[Rr]ead-only/.test(said[0]),
    `it ends with ${start.status} and: ${said.join(' / ')}`)
  promise(digest(directory) === before, 'nothing was changed')
  execFileSync('umount', [directory])
  execFileSync('mount', ['-o', 'loop', image, directory])
  promise(await gateway.start() === 'ok', 'writable, it starts again and /health is ok')
  await sleep(1000)
  // What the sources measured while nothing could be written is lost with the process that held it.
  await settle(gateway, { mayLose: true })
  execFileSync('umount', [directory])
  await forgetfulReadOnly()
}

async function forgetfulReadOnly () {
  if (!hasForgetful) {
    skipped.push('read-only for a while')
    console.log('read-only: skipped for a while, FUSE could not be mounted')
    return
  }
  console.log('read-only: for a while, as the agent runs, on a file system of ours')
  const gateway = newGateway('passing', path.join(card, 'passing'))
  startBroker()
  promise(await gateway.start() === 'ok', '/health is ok at first')
  await sleep(1500)
  await stopBroker()
  await sleep(1500)
  fs.writeFileSync(path.join(card, '.control'), 'ro')
  await gateway.untilStatus('the store complains', status => complaint(status) !== null, 30_000)
  promise(/[Rr]ead-only/.test(await gateway.health()), `/health: ${await gateway.health()}`)
  const silent = await watchComplaint(gateway, 6)
  promise(silent === 0, `the status page complained as long as it was read-only: ${silent} times it did not`)
  const warnings = gateway.log(/WARN.*[Rr]ead-only/)
  promise(warnings.length >= 1 && warnings.length <= 6, `${warnings.length} warnings in the log; the first: ${warnings[0] ?? 'none'}`)
  fs.writeFileSync(path.join(card, '.control'), 'rw')
  startBroker()
  await settle(gateway, { mayLose: true })
}

let failedForces = 0
async function force () {
  for (const commitInterval of ['100ms', '0s']) {
    console.log(`force: three of ten fail with EIO at random, commit interval ${commitInterval}`)
    const gateway = newGateway(`force-${commitInterval}`, path.join(work, `force-${commitInterval}`), {
      commitInterval,
      before: ['fiu-run', '-x', '-f', path.join(work, 'fiu')],
      env: { FIELDPOST_JAVA_OPTS: '-Dtinylog.level=debug' } // each failure in the log
    })
    const control = command => execFileSync('fiu-ctrl', ['-f', path.join(work, 'fiu'), '-c', command, String(gateway.agent.pid)], { timeout: 10_000 })
    startBroker()
    promise(await gateway.start() === 'ok', '/health is ok at first')
    await stopBroker()
    control('enable_random name=posix/io/sync/*,probability=0.3,failinfo=5')
    await sleep(4000)
    startBroker()
    await sleep(4000)
    control('disable name=posix/io/sync/*')
    await sleep(3000)
    await settle(gateway, { mayLose: false })
    const failures = gateway.log(/(WARN|DEBUG).*(Input\/output error|force failed)/)
    const warnings = failures.filter(line => line.includes('WARN'))
    failedForces += failures.length
    promise(failures.length > 0, `${failures.length} forces failed, so the faults were real`)
    promise(warnings.length > 0 && warnings.length <= 6, `${warnings.length} warnings of that in the log; the first: ${warnings[0] ?? 'none'}`)
  }
}

// What a cut may cost: commit interval, a step of the house-keeping, the batch, and tolerance; seconds.
const MOST_LOST = 1 + 0.1 + 0.1 + 0.3
let mostLost = 0

async function powerCuts () {
  if (!hasForgetful) {
    skipped.push('power cuts')
    console.log('cuts: skipped, FUSE could not be mounted')
    return
  }
  console.log(`cuts: ${cuts} power cuts, seed ${seed}`)
  const chance = new Chance(seed)
  // The package makes this directory long before the first record; what is in it, the agent makes.
  const store = path.join(card, 'cuts')
  fs.mkdirSync(store)
  execFileSync('sync', [card])
  const gateway = newGateway('cuts', store)
  const proof = proofOf('cuts')
  const past = [] // of each cut {at, up, held}: the instant, since when the agent ran, what the store held
  const fates = { sectors: 0, sectorsKept: 0, names: 0, namesKept: 0 }
  for (let cut = 1; cut <= cuts; cut++) {
    const away = chance.next() < 0.5
    // Early is while the losses of the last cut are reported, and before that.
    const early = chance.next() < 0.4
    const life = early ? chance.between(100, 2500) : chance.between(2000, 6000)
    if (away) await stopBroker(); else startBroker()
    let up = Infinity
    if (early) {
      gateway.spawn()
    } else {
      await gateway.start()
      up = Date.now()
    }
    await sleep(life)
    const at = Date.now()
    await gateway.agent.end('SIGKILL')
    past.push({ at, up, held: wholeRecords(store) })
    fs.writeFileSync(path.join(card, '.control'), `cut ${chance.whole(1, 1e9)}`)
    const fate = JSON.parse(fs.readFileSync(path.join(card, '.control'), 'utf8'))
    for (const key of Object.keys(fates)) fates[key] += fate[key]
    boot()
  }
  console.log(`    ${count(fates.sectorsKept)} of ${count(fates.sectors)} unforced sectors and ${count(fates.namesKept)} of ${count(fates.names)} unforced names made it`)
  startBroker()
  await gateway.start()
  await settle(gateway, { mayLose: true })
  const spans = past.map(({ at, up, held }) => {
    const records = Math.max(0, ...held.filter(record => !proof.received(record)).map(record => at - Number(record.stored / 1_000_000n)))
    const ticks = at - up < 2000 ? 0 : Math.max(...[...proof.ticks.values()].map(ticks => at - 100 * (ticks.lastUpTo(Math.floor(at / 100)) + 1)))
    return { records: records / 1000, ticks: ticks / 1000 }
  })
  mostLost = Math.max(...spans.flatMap(({ records, ticks }) => [records, ticks]))
  const gone = new Set(past.flatMap(({ held }) => held).filter(record => !proof.received(record)).map(keyOf)).size
  const widest = Math.max(0, ...proof.losses.filter(loss => loss.cause === 'power_cut').map(loss => loss.count))
  console.log(`    ${count(gone)} records that the store held did not survive; ${count(proof.lostRecords())} numbers are reported, at most ${count(widest)} at once`)
  console.log(`    lost before each cut, s: ${spans.map(({ records, ticks }) => Math.max(records, ticks).toFixed(1)).join(' ')}`)
  promise(Math.max(...spans.map(span => span.records)) <= MOST_LOST,
    `the oldest record lost in a cut was ${Math.max(...spans.map(span => span.records)).toFixed(2)} s old, at most ${MOST_LOST.toFixed(1)} s are allowed`)
  promise(Math.max(...spans.map(span => span.ticks)) <= MOST_LOST,
    `the longest run of missing values before a cut was ${Math.max(...spans.map(span => span.ticks)).toFixed(2)} s`)
}

const steps = { full, 'read-only': readOnly, force, cuts: powerCuts }
for (const phase of phases) await steps[phase]()
receiver.end(true)
await stopBroker()

const missing = [...proofs.values()].reduce((sum, proof) => sum + proof.missing(), 0)
const lost = [...proofs.values()].reduce((sum, proof) => sum + proof.lostRecords(), 0)
const shown = { full: 'full', 'read-only': 'read-only', force: `${count(failedForces)} failed forces`, cuts: `${cuts} power cuts` }
console.log(`disk-faults: ${phases.filter(phase => !(phase === 'cuts' && skipped.length)).map(phase => shown[phase]).join(', ')}; ` +
  `${missing} missing, at most ${mostLost.toFixed(1)} s lost in a cut, ${count(lost)} reported lost, seed ${seed}` +
  (skipped.length ? `; skipped without FUSE: ${skipped.join(', ')}` : '') +
  (broken.length ? `; ${broken.length} promises broken` : ''))
process.exit(broken.length ? 1 : 0)
