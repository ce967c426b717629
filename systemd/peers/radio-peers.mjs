// The phases of systemd/checks/radio-peers, which installs what this needs and says what it shows.
import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Child, freePorts, until } from './children.mjs'
import { writeBrokerConfiguration } from './gateway.mjs'
import { metres, nmeaLog } from './nmea.mjs'
import { decodeWithRtl433, endGpsd, RtlTcp, standIn } from './radio-receivers.mjs'
import { RadioResults } from './radio-results.mjs'
import { carriers, nexusTelegram, rotation } from './radio-signals.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')
const Ajv = require('ajv/dist/2020')

const work = process.env.PEER_WORK
const here = path.dirname(fileURLToPath(import.meta.url))
const broken = []
const skipped = []

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (!holds) broken.push(text)
}

// Whether it comes in time; the promises that follow say what is missing.
const comes = (condition, milliseconds) => until('', condition, milliseconds).then(() => true, () => false)

const file = name => path.join(work, name)
function write (name, bytes) {
  fs.writeFileSync(file(name), bytes)
  return file(name)
}

// What is on the air. Offsets are whole cells of the scans below, so that each carrier lies in the middle of one.
const CELL = 10_000
const COMB_RATE = 2_400_000
const COMB = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((n, i) => ({ offsetHz: -830_000 + 170_000 * n, levelDbfs: -20 - 2 * i }))
const NARROW = [433_500_000, 434_100_000]
const WIDE = [100_000_000, 106_000_000]
const TRANSFER_SAMPLES = 131_072
const LOST_TRANSFERS = 4
const TELEGRAM = { id: 0x5A, channel: 2, tenths: 215, humidity: 47 }
const TELEGRAM_RATE = 250_000
const TELEGRAM_HZ = 433_920_000
const TELEGRAM_SECONDS = 1.6
const STATION = { hz: 98_100_000, rate: 1_200_000, pi: 'C123', ps: 'HILLFM' }
const PLACE = { latitude: 29.563, longitude: 106.551, altitude: 244 }
const METERS = path.join(process.env.FIELDPOST_RECORDINGS, 'wmbus_T1_868.950M_1600k.cu8')
const METERS_HZ = 868_950_000
const METERS_RATE = 1_600_000
const METERS_OPTIONS = ['-R', '104', '-Y', 'level=-9'] // its own estimate of the level fails on this recording
const withMeters = fs.existsSync(METERS)
const LOOPS = 3
const millis = (bytes, rate) => Math.ceil(1000 * LOOPS * bytes / 2 / rate) + 50

const combFile = write('comb.cu8', carriers(COMB_RATE, COMB))
const telegram = nexusTelegram(TELEGRAM_RATE, 40_000, -6, TELEGRAM_SECONDS, TELEGRAM)
const telegramFile = write('telegram.cu8', telegram)
const stationFile = file('station.cu8')
await promisify(execFile)(process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java',
  ['-Xmx512m', '-cp', process.env.SIMULATION_CLASSES, path.join(here, 'FmStation.java'), stationFile,
    STATION.rate, 4, -STATION.rate / 4, STATION.pi, STATION.ps].map(String))

const [brokerPort, combPort, telegramPort, metersPort, stationPort, gpsdPort] = await freePorts(6)
const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`
writeBrokerConfiguration(work, brokerPort)
const broker = new Child('mosquitto', 'mosquitto', ['-c', file('mosquitto.conf')], { work })
const results = new RadioResults()
const receiver = mqtt.connect(brokerUrl, { protocolVersion: 5, clientId: 'receiver', reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => results.accept(payload, packet.properties))
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))

// Each sentence an eighth of a second after the last: the log runs as fast as time does.
const logBegins = Date.now()
write('place.nmea', nmeaLog(PLACE, logBegins, 300))
fs.chmodSync(file('place.nmea'), 0o644)
const gpsd = new Child('gpsfake', 'gpsfake', ['-q', '-n', '-c', '0.125', '-P', String(gpsdPort), file('place.nmea')], { work })
process.prependListener('exit', () => endGpsd(gpsdPort)) // gpsfake does that too, when it is not killed
const comb = await RtlTcp.start('rtl_tcp-comb', combPort, combFile,
  { STAND_IN_LOSE: String(LOST_TRANSFERS), STAND_IN_LOSE_AFTER: '400' })
const telegrams = await RtlTcp.start('rtl_tcp-telegrams', telegramPort, telegramFile, { STAND_IN_CENTER: String(TELEGRAM_HZ) })
const station = await RtlTcp.start('rtl_tcp-station', stationPort, stationFile,
  { STAND_IN_CENTER: String(STATION.hz + STATION.rate / 4) })
const meters = withMeters ? await RtlTcp.start('rtl_tcp-meters', metersPort, METERS, { STAND_IN_CENTER: String(METERS_HZ) }) : null
if (!withMeters) skipped.push(path.basename(METERS))

const radio = (name, settings) => `  - name: ${name}\n    protocol: radio\n    settings:\n${settings.map(line => `      ${line}\n`).join('')}`
fs.writeFileSync(file('fieldpost.yaml'), `
gateway: { id: radio-peers, site: check }
sources:
${radio('comb', [`receiver: "rtl_tcp://127.0.0.1:${combPort}"`, 'sample_rate: 2.4MHz', 'gain: "20.7"', 'ppm: 3', 'bias_tee: true',
    'settle: 200ms', `position: { gpsd: "127.0.0.1:${gpsdPort}" }`, 'missions:',
    `  - { name: narrow, scan: ${NARROW.join('Hz..')}Hz, resolution: ${CELL}Hz, every: 500ms }`,
    `  - { name: wide, scan: ${WIDE.join('Hz..')}Hz, resolution: ${CELL}Hz, every: 3s }`])}
${radio('telegrams', [`receiver: "rtl_tcp://127.0.0.1:${telegramPort}"`, `sample_rate: ${TELEGRAM_RATE}Hz`, 'gain: auto', 'ppm: -2',
    'direct_sampling: q', `position: { latitude: ${PLACE.latitude}, longitude: ${PLACE.longitude}, altitude: ${PLACE.altitude} }`, 'missions:', `  - { name: take, record: ${TELEGRAM_HZ}Hz, length: ${millis(telegram.length, TELEGRAM_RATE)}ms }`])}
${withMeters
    ? radio('meters', [`receiver: "rtl_tcp://127.0.0.1:${metersPort}"`, `sample_rate: ${METERS_RATE}Hz`, 'gain: "49.6"', 'missions:',
      `  - { name: take, record: ${METERS_HZ}Hz, length: ${millis(fs.statSync(METERS).size, METERS_RATE)}ms }`])
    : ''}
${radio('station', [`receiver: "rtl_tcp://127.0.0.1:${stationPort}"`, `sample_rate: ${STATION.rate}Hz`, 'gain: "28.0"', 'missions:',
    `  - { name: hear, watch: [ ${STATION.hz}Hz ], dwell: 3500ms, every: 4s }`])}
${radio('power', [`receiver: "program:env LD_PRELOAD=${standIn} STAND_IN_FILE=${combFile} rtl_power -f ${NARROW.join(':')}:${CELL} -i 1 -g 20"`,
    'missions:', `  - { name: rows, scan: ${NARROW.join('Hz..')}Hz, resolution: ${2 * CELL}Hz }`])}
destinations:
  - { name: mosquitto, url: "${brokerUrl}" }
store: { path: "${work}/store" }
console: { port: 0 }
`)
const begun = Date.now()
const agent = new Child('agent', process.env.FIELDPOST, ['run', file('fieldpost.yaml')], { work })

// Cells that are above both neighbours and above all noise: { hz, db }.
function peaks (series) {
  const { start, step, values } = series
  return values.map((db, i) => ({ hz: start + i * step, db })).filter(({ db }, i) =>
    db > -45 && db > (values[i - 1] ?? -Infinity) && db > (values[i + 1] ?? -Infinity))
}

// Where the carriers must be in a band, for each of the tunings that it takes; of a carrier that two tunings show, both count.
function expected (tunings, [low, high]) {
  return tunings.flatMap(tuned => COMB.map(({ offsetHz, levelDbfs }) => ({ hz: tuned + offsetHz, db: levelDbfs })))
    .filter(({ hz }) => hz >= low && hz <= high)
}

console.log('1. rtl_tcp plays ten carriers: levels, frequencies, commands')
const narrow = results.of('comb/narrow')
const wide = results.of('comb/wide')
await comes(() => narrow.length >= 3 && wide.length >= 2, 60_000)
const near = ([low, high]) => [...new Set(comb.told('frequency'))].filter(hz => hz > low - COMB_RATE && hz < high + COMB_RATE)
for (const [name, traces, band] of [['one tuning', narrow, NARROW], ['several tunings', wide, WIDE]]) {
  const wanted = expected(near(band), band)
  const found = traces.flatMap(peaks)
  const strays = found.filter(({ hz, db }) => !wanted.some(one => one.hz === hz && Math.abs(one.db - db) <= 0.3))
  const least = band === NARROW ? wanted.length : near(band).length * 5
  promise(traces.length > 0 && wanted.length > 0 && strays.length === 0 && found.length >= least * traces.length,
    `${name}: ${found.length} carriers in ${traces.length} traces of ${near(band).length} frequencies, each in its cell and within 0.3 dB` +
    (strays.length ? `, but for ${JSON.stringify(strays.slice(0, 3))}` : ''))
}
const told = (server, commands) => {
  for (const [name, ...wanted] of commands) {
    const had = server.told(name)
    const last = had.slice(-1)
    promise(wanted.includes(last[0]), `the receiver was told ${name} ${last.length ? last[0] : 'never'}`)
  }
}
told(comb, [['rate', COMB_RATE], ['gain-mode', 1], ['gain', 207], ['ppm', 3], ['bias-tee', 1], ['agc', 0], ['offset-tuning', 0], ['direct-sampling', 0]])
told(telegrams, [['frequency', TELEGRAM_HZ], ['rate', TELEGRAM_RATE], ['gain-mode', 0], ['ppm', -2], ['bias-tee', 0], ['direct-sampling', 2]])
// What `fieldpost` left in its folder, and what came over the broker: both must be the same bytes.
async function recording (source) {
  const complete = () => results.of(`${source}/take/recording`)[0]
  const sentAs = () => `${source}/${complete().recording.replace('-meta', '-data')}`
  await comes(() => complete() && results.files.has(sentAs()), 60_000)
  if (complete()?.event !== 'complete') return null
  const found = fs.readdirSync(work, { recursive: true }).find(one => one.endsWith(`${source}/recordings/${complete().recording}`))
  if (!found) return null
  const data = fs.readFileSync(file(found.replace('-meta', '-data')))
  const sent = results.files.get(sentAs())
  return { meta: JSON.parse(fs.readFileSync(file(found), 'utf8')), data, delivered: sent?.verified === true && sent.bytes.equals(data) }
}

const rules = new Ajv({ allErrors: true, strictTuples: false }).compile(JSON.parse(fs.readFileSync(path.join(here, 'sigmf-rules.json'), 'utf8')))
let recordings = 0
let holes = 0
let decoded = 0

async function recorded (source, original, rate, hz, options, known) {
  const take = await recording(source)
  promise(take !== null, `${source}: a recording is complete`)
  if (!take) return null
  recordings++
  const samples = take.data.length / 2
  promise(samples === Math.floor(millis(original.length, rate) * rate / 1000),
    `${source}: ${samples} samples are ${(samples / rate).toFixed(2)} s`)
  const from = rotation(take.data, original)
  if (from < 0) holes++
  promise(from >= 0, `${source}: what rtl_tcp played, byte by byte, ${(take.data.length / original.length).toFixed(2)} times round from byte ${from}`)
  promise(take.delivered, `${source}: the same bytes came over the broker in pieces, and their SHA-512 is right`)
  const before = decodeWithRtl433(write(`${source}-original.cu8`, original), rate, options)
  const after = decodeWithRtl433(write(`${source}-recorded.cu8`, take.data), rate, options)
  const kinds = list => [...new Set(list.map(one => JSON.stringify(one)))].sort().join(' ')
  decoded += after.length
  promise(before.length > 0 && kinds(after) === kinds(before) && after.length >= (LOOPS - 1) * before.length && known(after[0]),
    `${source}: rtl_433 decodes ${after.length} telegrams of it, ${before.length} of one round: ${kinds(after).slice(0, 130)}`)
  const { global, captures } = take.meta
  promise(rules(take.meta), `${source}: its metadata keeps the rules of SigMF ${JSON.stringify(rules.errors ?? '')}`)
  promise(global['core:sha512'] === crypto.createHash('sha512').update(take.data).digest('hex') && global['core:datatype'] === 'cu8' &&
    global['core:sample_rate'] === rate && captures.length === 1 && captures[0]['core:frequency'] === hz,
  `${source}: the metadata says ${global['core:datatype']}, ${global['core:sample_rate']}/s, ${captures[0]['core:frequency']} Hz, and the right SHA-512`)
  const at = Date.parse(captures[0]['core:datetime'])
  promise(at > begun && at < Date.now(), `${source}: it began ${((at - begun) / 1000).toFixed(1)} s after the start`)
  return take.meta
}

console.log('2. recordings of rtl_tcp: bytes, way to the broker, rtl_433, rules of SigMF')
const isTelegram = one => one.id === TELEGRAM.id && one.channel === TELEGRAM.channel &&
  one.temperature_C === TELEGRAM.tenths / 10 && one.humidity === TELEGRAM.humidity
const telegramMeta = await recorded('telegrams', telegram, TELEGRAM_RATE, TELEGRAM_HZ, ['-R', '19'], isTelegram)
const spot = telegramMeta?.global['core:geolocation']?.coordinates
promise(JSON.stringify(spot) === JSON.stringify([PLACE.longitude, PLACE.latitude, PLACE.altitude]), `telegrams: its metadata says where it was, ${spot}`)
if (withMeters) {
  await recorded('meters', fs.readFileSync(METERS), METERS_RATE, METERS_HZ, METERS_OPTIONS, telegram =>
    telegram.model === 'Wireless-MBus' && telegram.id === 71200023 && telegram.mic === 'CRC')
} else {
  console.log(`  skipped: meters, because ${METERS} is not there`)
}

console.log('3. gpsd with gpsfake: position and clock of each trace')
const where = () => narrow.at(-1)?.conditions ?? {}
await comes(() => where().beidou_satellites === 5 && where().clock_offset_s, 20_000)
const away = metres(where(), PLACE)
promise(away <= 5, `position of the trace is ${away.toFixed(2)} m from the receiver's: ${where().latitude}, ${where().longitude}`)
promise(where().beidou_satellites === 5, `satellites ${where().satellites}, of which BeiDou ${where().beidou_satellites}`)
// The log is older than its arrival, and not older than itself.
const { clock_source: clock, clock_offset_s: offset } = where()
promise(clock === 'gps' && offset > 0 && offset < (Date.now() - logBegins) / 1000,
  `clock compared with ${clock}: ${offset?.toFixed(3)} s ahead of a log that is up to ${((Date.now() - logBegins) / 1000).toFixed(1)} s old`)

console.log('4. an FM station with a pilot and RDS, through rtl_tcp')
const heard = results.of(`station/hear/98.1MHz`)
await comes(() => heard.some(one => one.ps === STATION.ps), 45_000)
const best = heard.find(one => one.ps === STATION.ps) ?? heard.at(-1) ?? {}
promise(best.pi === STATION.pi && best.ps === STATION.ps, `the station says PI ${best.pi}, PS ${best.ps}, after ${heard.length} looks`)
promise(Math.abs(best.level + 10) <= 0.5 && Math.abs(best.pilot_deviation_hz - 7500) <= 375,
  `level ${best.level} ${best.level_unit} of -10, pilot ${best.pilot_deviation_hz} Hz of 7500`)

console.log('5. rtl_power as the receiver')
const rows = results.of('power/rows')
await comes(() => rows.length >= 2, 20_000)
promise(rows.length >= 2 && rows.every(row => row.values.some(db => db > -45)), `${rows.length} traces from its rows, the carriers in each`)

console.log('6. samples that rtl_tcp never sent')
const counted = () => narrow.reduce((sum, { conditions }) => sum + conditions.dropped_samples, 0)
const lost = LOST_TRANSFERS * TRANSFER_SAMPLES
await comes(() => counted() > 0.9 * lost, 30_000)
promise(Math.abs(counted() - lost) <= 0.1 * lost,
  `${LOST_TRANSFERS} transfers left out on purpose are ${lost} samples, and ${counted()} are counted as dropped`)

console.log('7. commands of the product at rtl_tcp')
const agentExit = await agent.end()
promise(agentExit === 0 || agentExit === 143, `the agent ended on SIGTERM with ${agentExit}`)
const [recordPort, scanPort] = await freePorts(2)
const recordServer = await RtlTcp.start('rtl_tcp-record', recordPort, telegramFile)
const scanServer = await RtlTcp.start('rtl_tcp-scan', scanPort, combFile)
const command = (...args) => promisify(execFile)(process.env.FIELDPOST, args.map(String), { cwd: work })
await command('record', `${TELEGRAM_HZ}Hz`, '--receiver', `rtl_tcp://127.0.0.1:${recordPort}`, '--sample-rate', `${TELEGRAM_RATE}Hz`,
  '--length', `${millis(telegram.length, TELEGRAM_RATE)}ms`, '--out', 'by-hand')
const byHand = fs.readFileSync(file('by-hand.sigmf-data'))
const byHandFrom = rotation(byHand, telegram)
recordings++
if (byHandFrom < 0) holes++
const byHandDecoded = decodeWithRtl433(write('by-hand.cu8', byHand), TELEGRAM_RATE, ['-R', '19'])
decoded += byHandDecoded.length
promise(byHandFrom >= 0 && byHandDecoded.length >= LOOPS - 1 && byHandDecoded.every(isTelegram),
  `fieldpost record: ${(byHand.length / telegram.length).toFixed(2)} rounds byte by byte, ${byHandDecoded.length} telegrams`)
promise(rules(JSON.parse(fs.readFileSync(file('by-hand.sigmf-meta'), 'utf8'))), `fieldpost record: metadata keeps the rules ${JSON.stringify(rules.errors ?? '')}`)
await command('scan', `${NARROW[0]}Hz..${NARROW[1]}Hz`, '--receiver', `rtl_tcp://127.0.0.1:${scanPort}`, '--gain', 20.7, '--resolution', `${CELL}Hz`,
  '--count', 2, '--csv', 'scan.csv', '--png', 'scan.png')
const lines = fs.readFileSync(file('scan.csv'), 'utf8').trim().split('\n').map(line => line.split(', '))
const scanned = expected(scanServer.told('frequency').slice(-1), NARROW)
promise(lines.length === 2 && scanned.length > 0 && lines.every(([, , low, , step, , ...levels]) => scanned.every(({ hz, db }) =>
  Math.abs(levels[Math.round((hz - low) / step - 0.5)] - db) <= 0.3)),
`fieldpost scan: ${scanned.length} carriers in each of ${lines.length} lines of ${lines[0]?.length} columns, within 0.3 dB`)
const analyse = async (samples, rate, center, ...more) => JSON.parse((await command('analyse', samples, '--rate', `${rate}Hz`,
  '--center', `${center}Hz`, '--json', ...more)).stdout).emissions
// The tone of the programme is a comb of lines, which finer steps would take for as many emissions.
const broadcasts = await analyse(stationFile, STATION.rate, STATION.hz + STATION.rate / 4, '--resolution', '10kHz')
promise(broadcasts.length === 1 && broadcasts[0].pi === STATION.pi && broadcasts[0].ps === STATION.ps &&
  Math.abs(broadcasts[0].center_hz - STATION.hz) < 2000, `fieldpost analyse: of the station ${JSON.stringify(broadcasts).slice(0, 220)}`)
if (withMeters && fs.existsSync(file('meters-recorded.cu8'))) {
  const bursts = (await analyse(file('meters-recorded.cu8'), METERS_RATE, METERS_HZ)).filter(one => one.class === 'fsk2' && !one.doubt)
  promise(bursts.length >= 2 * (LOOPS - 1) && bursts.every(one => Math.abs(one.symbol_rate - 100_000) < 1000),
    `fieldpost analyse: ${bursts.length} bursts of the meters, 2-FSK of ${bursts.map(one => one.symbol_rate).join(', ')} symbols/s`)
}
receiver.end(true)
for (const server of [comb, telegrams, station, meters, recordServer, scanServer]) await server?.end()
await gpsd.end()
await broker.end()
console.log(`radio-peers: rtl_tcp ${recordings} recordings, ${holes ? `${holes} not whole` : '0 samples lost'}, ${counted()} of ${lost} dropped on purpose counted; rtl_433 decoded ` +
  `${decoded} telegrams of what was recorded; gpsd position within ${away.toFixed(1)} m; station ${best.pi} ${best.ps}; ${rows.length} traces of rtl_power` +
  (skipped.length ? `; skipped: ${skipped.join(', ')}` : '') + (broken.length ? `; ${broken.length} promises broken` : ': all held'))
process.exit(broken.length ? 1 : 0)
