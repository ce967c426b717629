// The runs of systemd/bench/footprint, which says what is measured. Prints a table.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'
import { writeBrokerConfiguration, writeGatewayConfiguration } from './gateway.mjs'
import { decode } from './ledger.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const here = path.dirname(fileURLToPath(import.meta.url))
const runs = Number(process.env.RUNS)
const variables = Number(process.env.VARIABLES)
const period = Number(process.env.PERIOD_MS)
const settle = Number(process.env.SETTLE_SECONDS)
const clockTicks = Number(execFileSync('getconf', ['CLK_TCK']))

// CPU seconds that process `pid` has used.
function cpu (pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / clockTicks
}

// The sum of lines of a file of /proc that are given in kB, in MB.
function megabytes (file, ...names) {
  const text = fs.readFileSync(file, 'utf8')
  return names.reduce((sum, name) => sum + Number(text.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))[1]), 0) * 1024 / 1e6
}

const [brokerPort, serverPort] = await freePorts(2)
const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`
writeBrokerConfiguration(work, brokerPort)
writeGatewayConfiguration(work, { brokerUrl, serverPort, variables })
const broker = new Child('mosquitto', 'mosquitto', ['-c', path.join(work, 'mosquitto.conf')], { work })
const server = new Child('opcua-server', process.execPath,
  [path.join(here, 'opcua-server.mjs'), serverPort, variables, period, 1, work], { work })
await until('the OPC UA server listens', () => server.last.ready, 60_000)

let values = 0
const receiver = mqtt.connect(brokerUrl, { protocolVersion: 5, reconnectPeriod: 200 })
receiver.on('error', () => {}) // it connects again by itself
receiver.on('message', (topic, payload, packet) => {
  values += decode(payload, packet.properties)?.rows.point.length ?? 0
})
await new Promise((resolve, reject) => receiver.subscribe('fieldpost/v1/#', { qos: 1 }, e => e ? reject(e) : resolve()))

async function measure (javaHome, cache) {
  fs.rmSync(path.join(work, 'store'), { recursive: true, force: true })
  values = 0
  const begun = Date.now()
  const env = { JAVA_HOME: javaHome, FIELDPOST_CACHE: cache }
  const agent = new Child('agent', fieldpost, ['run', path.join(work, 'fieldpost.yaml')], { work, env })
  await until('the first message', () => values > 0, 60_000)
  const start = (Date.now() - begun) / 1000
  const startCpu = cpu(agent.pid)
  await sleep(settle * 500)
  const [cpuBefore, valuesBefore, before] = [cpu(agent.pid), values, Date.now()]
  await sleep(settle * 500)
  const elapsed = (Date.now() - before) / 1000
  const proc = `/proc/${agent.pid}`
  const result = {
    start,
    startCpu,
    rate: (values - valuesBefore) / elapsed,
    steadyCpu: (cpu(agent.pid) - cpuBefore) / elapsed * 100,
    resident: megabytes(`${proc}/status`, 'VmRSS'),
    private: megabytes(`${proc}/smaps_rollup`, 'Private_Clean', 'Private_Dirty'),
    anonymous: megabytes(`${proc}/status`, 'RssAnon'),
    threads: fs.readdirSync(`${proc}/task`).length
  }
  await agent.end()
  return result
}

const median = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

console.log('| Java | class archive | start to first message | CPU until then | values/s | CPU, steady | resident | private | anonymous | threads |')
console.log('|---|---|---|---|---|---|---|---|---|---|')
for (const javaHome of process.env.JAVA_HOMES.split(/\s+/)) {
  const version = execFileSync(path.join(javaHome, 'bin', 'java'), ['--version']).toString().split('\n')[0]
  const cache = path.join(work, 'cache')
  const none = path.join(work, 'no-cache')
  execFileSync(fieldpost, ['prepare'], { env: { ...process.env, JAVA_HOME: javaHome, FIELDPOST_CACHE: cache }, stdio: 'ignore' })
  for (const archive of [true, false]) {
    const results = []
    for (let run = 0; run < runs; run++) results.push(await measure(javaHome, archive ? cache : none))
    const of = name => median(results.map(result => result[name]))
    console.log(`| ${version} | ${archive ? 'yes' : 'no'} | ${of('start').toFixed(2)} s | ${of('startCpu').toFixed(2)} s | ` +
      `${of('rate').toFixed(0)} | ${of('steadyCpu').toFixed(1)} % | ${of('resident').toFixed(0)} MB | ` +
      `${of('private').toFixed(0)} MB | ${of('anonymous').toFixed(0)} MB | ${of('threads')} |`)
  }
}
receiver.end(true)
await server.end()
await broker.end()
process.exit(0)
