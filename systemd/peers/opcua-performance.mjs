// The runs of systemd/bench/opcua, which says what is measured. Prints a table and a summary line.
import { execFile, execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'
import { Child, freePorts, sleep, until } from './children.mjs'
import { variableName, writeBrokerConfiguration } from './gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const { PEER_WORK: work, FIELDPOST: fieldpost, COUNTING_SERVER: counting, AGENT_CORE: core } = process.env
const here = path.dirname(fileURLToPath(import.meta.url))
const runs = Number(process.env.RUNS)
const warmUp = Number(process.env.WARM_UP_SECONDS)
const measured = Number(process.env.MEASURED_SECONDS)
const only = process.env.ONLY?.split(',')
const clockTicks = Number(execFileSync('getconf', ['CLK_TCK']))
const javaVersion = execFileSync(path.join(process.env.JAVA_HOME, 'bin', 'java'), ['--version']).toString().split('\n')[0]

// What is measured: the agent with each kind of security, and a named peer on the same work.
const loads = [
  { name: 'throughput', variables: 5_000, periodMs: 100, security: 'Basic256Sha256', program: 'fieldpost' },
  { name: 'throughput', variables: 5_000, periodMs: 100, security: 'Aes256_Sha256_RsaPss', program: 'fieldpost' },
  { name: 'throughput', variables: 5_000, periodMs: 100, security: 'None', program: 'fieldpost' },
  { name: 'throughput', variables: 5_000, periodMs: 100, security: 'Basic256Sha256', program: 'node-opcua' },
  { name: 'memory', variables: 10_000, periodMs: 1_000, security: 'Aes256_Sha256_RsaPss', program: 'fieldpost' },
  { name: 'start', variables: 50_000, periodMs: 5_000, security: 'Aes256_Sha256_RsaPss', program: 'fieldpost' }
]

// Runs a program on one processor of two or more, so that what it costs doesn't depend on how many there are.
const pinned = (command, args) => core === '' ? [command, args] : ['taskset', ['-c', core, command, ...args]]
const unpinned = (command, args) => {
  if (core === '') return [command, args]
  const others = os.cpus().map((_, number) => String(number)).filter(number => number !== core)
  return ['taskset', ['-c', others.join(','), command, ...args]]
}

// CPU seconds that process `pid` has used.
function cpu (pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / clockTicks
}

// A line of /proc/PID/status that is given in kB, in MB.
const megabytes = (pid, name) =>
  Number(fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))[1]) * 1024 / 1e6

const bytesWritten = pid => Number(fs.readFileSync(`/proc/${pid}/io`, 'utf8').match(/^wchar: (\d+)/m)[1])

function writeConfiguration ({ variables, security }, serverPort, brokerUrl) {
  const points = Array.from({ length: variables }, (_, i) => variableName(i))
  fs.writeFileSync(path.join(work, 'fieldpost.yaml'), `
gateway: { id: gw, site: bench }
sources:
  - name: line
    protocol: opcua
    settings: { endpoint: "opc.tcp://127.0.0.1:${serverPort}", security: ${security}, queue_size: 100${security === 'None' ? ', insecure: true' : ''} }
    points:
${points.map(name => `      - { name: ${name}, address: "nsu=urn:fieldpost:demo:counting;s=${name}" }`).join('\n')}
destinations:
  - { name: mosquitto, url: "${brokerUrl}" }
store: { path: "${work}/store" }
console: { port: 0 }
`)
}

// Counts what arrives at the broker: values, variables, and ticks of a variable that are missing between two that came.
class Count {
  values = 0
  bytes = 0
  messages = 0
  missing = 0
  repeated = 0
  bad = 0
  #last = new Map()
  #names = new Map()

  accept (payload, properties) {
    const deflated = properties?.userProperties?.['content-encoding'] === 'deflate'
    const message = JSON.parse(deflated ? zlib.inflateSync(payload) : payload)
    if (!message.rows) return
    this.messages++
    this.bytes += payload.length
    const { point, value } = message.rows
    for (let row = 0; row < point.length; row++) this.#value(message.points[point[row]].name, value[row])
  }

  #value (name, value) {
    if (!/^v\d+$/.test(name)) return // the agent's own points
    if (typeof value !== 'number') {
      this.bad++
      return
    }
    const tick = Math.floor(value)
    const before = this.#last.get(name)
    this.values++
    if (before === undefined || tick > before) {
      if (before !== undefined) this.missing += tick - before - 1
      this.#last.set(name, tick)
    } else {
      this.repeated++
    }
  }

  get variables () { return this.#last.size }
}

async function measure (load) {
  const [brokerPort, serverPort] = await freePorts(2)
  const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`
  for (const left of ['store', 'mosquitto.db']) fs.rmSync(path.join(work, left), { recursive: true, force: true })
  writeBrokerConfiguration(work, brokerPort)
  writeConfiguration(load, serverPort, brokerUrl)
  const broker = new Child('mosquitto', ...unpinned('mosquitto', ['-c', path.join(work, 'mosquitto.conf')]), { work })
  const server = new Child('counting-server', ...unpinned(path.join(process.env.JAVA_HOME, 'bin', 'java'),
    ['-Dtinylog.level=warn', '-cp', counting, 'io.fieldpost.opcua.simulation.CountingServer', serverPort, load.variables, load.periodMs, work]), { work })
  await until('the OPC UA server listens', () => server.last.ready, 60_000)
  const trusted = path.join(work, 'store', 'sources', 'line', 'trusted', 'certs')
  fs.mkdirSync(trusted, { recursive: true })
  fs.copyFileSync(path.join(work, 'server.der'), path.join(trusted, 'server.der'))

  let count = new Count()
  const receiver = mqtt.connect(brokerUrl, { protocolVersion: 5, reconnectPeriod: 200 })
  receiver.on('error', () => {}) // it connects again by itself
  receiver.on('message', (topic, payload, packet) => count.accept(payload, packet.properties))
  await new Promise((resolve, reject) => receiver.subscribe('#', { qos: 1 }, e => e ? reject(e) : resolve()))

  const begun = Date.now()
  const [command, args] = load.program === 'fieldpost'
    ? pinned(fieldpost, ['run', path.join(work, 'fieldpost.yaml')])
    : pinned(process.execPath, [path.join(here, 'opcua-to-mqtt.mjs'), serverPort, load.variables, load.security, brokerUrl, work])
  const env = { FIELDPOST_CACHE: path.join(work, 'cache') }
  const program = new Child(load.program, command, args, { work, env })
  const result = {}
  await until(() => `a value of each variable, only of ${count.variables}`, () => count.variables === load.variables, 180_000)
  result.start = (Date.now() - begun) / 1000
  result.startCpu = cpu(program.pid)
  if (load.name !== 'start') await sleep(warmUp * 1000)
  const before = { cpu: cpu(program.pid), written: bytesWritten(program.pid), at: Date.now() }
  const [values, bytes, messages] = [count.values, count.bytes, count.messages]
  await sleep(load.name === 'start' ? 6_000 : measured * 1000)
  const seconds = (Date.now() - before.at) / 1000
  const delivered = count.values - values
  result.rate = delivered / seconds
  result.micros = (cpu(program.pid) - before.cpu) * 1e6 / delivered
  result.wire = (count.bytes - bytes) / delivered
  result.perMessage = delivered / (count.messages - messages)
  result.written = (bytesWritten(program.pid) - before.written) / delivered
  result.resident = megabytes(program.pid, 'VmRSS')
  result.anonymous = megabytes(program.pid, 'RssAnon')
  result.threads = fs.readdirSync(`/proc/${program.pid}/task`).length
  result.missing = count.missing
  result.repeated = count.repeated
  result.server = cpu(server.pid)
  if (process.env.INSPECT) await inspect(program.pid)
  await program.end()
  receiver.end(true)
  await server.end()
  await broker.end()
  return result
}

// Runs a command of the reader's own beside the program, such as a profiler.
const inspect = pid => new Promise((resolve, reject) => execFile('bash', ['-c', process.env.INSPECT], { env: { ...process.env, PID: pid } },
  (error, stdout) => { console.error(stdout); error ? reject(error) : resolve() }))

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const range = (numbers, digits) => numbers.length === 1
  ? ''
  : ` (${Math.min(...numbers).toFixed(digits)}–${Math.max(...numbers).toFixed(digits)})`

execFileSync(fieldpost, ['prepare'], { env: { ...process.env, FIELDPOST_CACHE: path.join(work, 'cache') }, stdio: 'ignore' })
console.log('| program | points | security | values/s | CPU a value | resident | anonymous | a value of each point after | CPU until then | values a message | bytes a value on the wire | missing |')
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
const summary = []
let lost = 0
for (const load of loads) {
  if (only && !only.includes(load.name) && !only.includes(`${load.program}-${load.name}-${load.security}`)) continue
  const results = []
  for (let run = 0; run < runs; run++) results.push(await measure(load))
  const of = (name, digits, spread = true) => {
    const numbers = results.map(result => result[name])
    return median(numbers).toFixed(digits) + (spread ? range(numbers, digits) : '')
  }
  console.log(`| ${load.program} | ${load.variables.toLocaleString('en')} every ${load.periodMs} ms | ${load.security} | ${of('rate', 0, false)} | ` +
    `${of('micros', 2)} µs | ${of('resident', 0)} MB | ${of('anonymous', 0)} MB | ${of('start', 1)} s | ${of('startCpu', 1)} s | ` +
    `${of('perMessage', 0, false)} | ${of('wire', 1, false)} | ${of('missing', 0)} |`)
  if (load.program === 'fieldpost') lost += Math.max(...results.map(result => result.missing))
  const what = { throughput: `${of('micros', 2, false)} µs a value`, memory: `${of('resident', 0, false)} MB`, start: `${of('start', 1, false)} s` }
  summary.push(`${load.program} ${load.variables.toLocaleString('en')} points ${load.security} ${what[load.name]}`)
}
console.log(`\nopcua: ${summary.join(', ')}, ${lost} values missing; ${javaVersion}`)
process.exit(lost === 0 ? 0 : 1)
