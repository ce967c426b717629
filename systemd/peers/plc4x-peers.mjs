// The phases of systemd/checks/plc4x-peers, which installs what this needs and says what it shows.
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Child, freePorts, sleep, until } from './children.mjs'
import { SimulatedGateway } from './simulated-gateway.mjs'

const run = promisify(execFile)
const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const plugin = process.env.PLC4X_PLUGIN
const plugins = path.join(work, 'plugins')
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

// Name, address, and what the controller has there; a quality is what a point without a value shows.
const points = [
  ['real', '%DB10.DBD0:REAL', 220.5], ['int', '%DB10.DBW4:INT', -1234], ['bit', '%DB10.DBX6.3:BOOL', true], ['byte', '%DB10:7:BYTE', 0xA5],
  ['dint', '%DB10.DBD8:DINT', -70000], ['uint', '%DB10.DBW12:UINT', 65000], ['word', '%DB10.DBW14:WORD', 0xBEEF], ['lreal', '%DB10:16:LREAL', 3.25],
  ['text', '%DB10:24:STRING(20)', 'PM5320'], ['text_by_length', '%DB10:24:STRING', 'PM5320'], ['ulint', '%DB10:50:ULINT', '18446744073709551615'],
  ['udint', '%DB10:60:UDINT', 4000000000], ['sint', '%DB10:64:SINT', -5], ['usint', '%DB10:65:USINT', 200], ['dword', '%DB10:66:DWORD', 0xDEADBEEF],
  ['lint', '%DB10:80:LINT', '-9007199254740993'], ['time', '%DB10:90:TIME', 90061], ['date', '%DB10:94:DATE', '2025-11-22'],
  ['clock', '%DB10:96:TIME_OF_DAY', '12:34:56.789'], ['moment', '%DB10:100:DATE_AND_TIME', '2025-11-23T12:34:56.789'], ['char', '%DB10:110:CHAR', 'A'],
  ['wide', '%DB10:120:WSTRING(20)', '压力'], ['flag', '%M3.1:BOOL', true],
  ['array', '%DB10:70:INT[5]', [0, 10, 20, 30, 40]], ['beyond', '%DB10:2000:INT', 'bad_address_unknown'], ['no_block', '%DB99:0:INT', /^bad_/]
]
const settable = [['setpoint', '%DB10.DBD200:REAL'], ['count', '%DB10.DBW204:INT'], ['on', '%DB10.DBX206.0:BOOL'], ['large', '%DB10:208:UDINT'], ['recipe', '%DB10:220:STRING(16)']]

const [serverPort, brokerPort, pagePort] = await freePorts(3)
const start = () => new Child('snap7', 'node', [path.join(import.meta.dirname, 'snap7-server.mjs'), serverPort], { work, env: { SNAP7_MODULES: process.env.SNAP7_MODULES } })
let server = start()
await until('the controller is ready', () => server.last.ready, 10_000)

const counters = `
  - { name: counters, protocol: simulated, every: 100ms, points: [ { name: tick, address: "counter(period=100ms)" } ] }`
const controller = `
  - name: press
    protocol: plc4x
    every: 200ms
    settings: { connection: "s7://127.0.0.1:${serverPort}?remote-rack=0&remote-slot=1", timeout: 500ms, connect_timeout: 1s }
    points:
${[...points, ...settable].map(([point, address]) => `      - { name: ${point}, address: "${address}" }`).join('\n')}
    writable: [ { point: setpoint, min: 0, max: 300 }, { point: count, min: -40000, max: 40000 }, { point: on }, { point: large, min: 0, max: 4294967295 }, { point: recipe, max_length: 20 } ]`
fs.mkdirSync(plugins)
const gateway = new SimulatedGateway({
  name: 'plc4x',
  work,
  port: brokerPort,
  pagePort,
  sources: counters,
  store: `{ path: ${path.join(work, 'store')}, budget: 16MiB }`,
  command: [fieldpost],
  more: `plugins: { directory: ${plugins} }\n`
})
await gateway.start()
const sourceOf = (status, name) => status.sources.find(each => each.name === name)
const shown = (status, point) => {
  const latest = sourceOf(status, 'press')?.latest.find(each => each.point === point)
  return latest === undefined ? undefined : latest.quality === 'good' ? latest.value : latest.quality
}
const equal = (value, wanted) => wanted instanceof RegExp ? wanted.test(value) : Array.isArray(wanted) ? JSON.stringify(value) === JSON.stringify(wanted) : String(value) === String(wanted) || typeof value === 'number' && value === Number(wanted)

// The agent's own process: the child's command is a launcher that becomes it.
const agent = gateway.agent.pid
const jcmd = (...words) => execFileSync('jcmd', [agent, ...words], { encoding: 'utf8' })
const memory = () => {
  jcmd('GC.run')
  const heap = [...jcmd('GC.heap_info').split('Metaspace')[0].matchAll(/total \d+K, used (\d+)K/g)].reduce((sum, each) => sum + Number(each[1]), 0)
  const resident = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${agent}/status`, 'utf8'))
  return { heapKib: heap, residentKib: Number(resident[1]), threads: fs.readdirSync(`/proc/${agent}/task`).length }
}

console.log('1. taken up by an agent that runs')
await sleep(3000)
const before = memory()
fs.cpSync(plugin, path.join(plugins, 'plc4x'), { recursive: true })
gateway.write(counters + controller)
const checked = await run(fieldpost, ['check', gateway.file]).catch(failed => failed)
promise(checked.code === undefined, `fieldpost check: ${(checked.stdout + checked.stderr).trim().split('\n')[0]}`)
const good = status => points.filter(([point, , wanted]) => equal(shown(status, point), wanted)).length
const taken = Date.now()
let status = await gateway.untilStatus('the first value of the controller', each => shown(each, 'real') === 220.5, 40_000)
promise(true, `first value ${((Date.now() - taken) / 1000).toFixed(1)} s after the jars and the file were there`)

console.log(`2. ${points.length} points of every type, of which two are not there`)
status = await gateway.untilStatus('all values', each => good(each) === points.length, 20_000).catch(() => gateway.status())
const wrong = points.filter(([point, , wanted]) => !equal(shown(status, point), wanted))
promise(wrong.length === 0, `${points.length - wrong.length} of ${points.length} as Snap7 has them` +
  wrong.map(([point, , wanted]) => `; ${point} is ${JSON.stringify(shown(status, point))}, not ${wanted}`).join(''))

console.log('3. apart from the agent')
const loaded = jcmd('VM.classloaders', 'show-classes=true', 'verbose=true')
const blocks = loaded.split(/\n(?=[ |+\\-]*(?:\+-- |<bootstrap>))/)
const owners = name => blocks.filter(block => block.includes(name)).map(block => /(?:\+-- )([^\n]+)/.exec(block)?.[1] ?? 'bootstrap')
const netty = owners('io.netty.channel.nio.NioEventLoop')
const version = (directory, stem) => fs.readdirSync(directory).filter(file => file.startsWith(stem)).join(', ') || 'none'
const lib = path.join(path.dirname(path.dirname(fs.realpathSync(fieldpost))), 'lib')
console.log(`  agent: ${version(lib, 'netty-transport-4')}, ${version(lib, 'slf4j-')}, ${version(lib, 'plc4j')} of PLC4X; plug-in: ${version(plugin, 'netty-transport')}, ${version(plugin, 'slf4j-')}, ${version(plugin, 'plc4j-api')}`)
promise(netty.some(owner => owner.includes('plugin-plc4x')), `Netty's classes are loaded by ${netty.join(' and ')}`)
promise(owners('org.apache.plc4x.').every(owner => owner.includes('plugin-plc4x')), "PLC4X's by the plug-in's loader alone")
promise(fs.readdirSync(lib).every(file => !/plc4j|vavr|pcap4j|commons-/.test(file)), "the product's own lib has none of it")
const after = memory()
// Of the columns, the classes and the size of their metaspace, in words of 8 bytes.
const stats = /\S+\s+\S+\s+\S+\s+(\d+)\s+(\d+)\s+\d+\s+[^\n]*PluginClassLoader/.exec(jcmd('VM.classloader_stats'))
const megabytes = kib => (kib / 1024).toFixed(1)
console.log(`  heap in use ${megabytes(before.heapKib)} to ${megabytes(after.heapKib)} MiB, resident ${megabytes(before.residentKib)} to ${megabytes(after.residentKib)} MiB, threads ${before.threads} to ${after.threads}; ${stats?.[1]} classes of the plug-in take ${megabytes(Number(stats?.[2]) * 8 / 1024)} MiB of metaspace`)

console.log('4. written, and read back')
const write = async (...words) => {
  const done = await run(fieldpost, ['write', '--config', gateway.file, ...words]).catch(failed => failed)
  return (done.stdout + done.stderr).trim()
}
for (const [point, value, wanted] of [['setpoint', '75.5', 75.5], ['count', '-321', -321], ['on', 'true', true], ['large', '4000000001', 4000000001], ['recipe', 'PET-330', 'PET-330']]) {
  const said = await write('press', point, value)
  await until('the controller has told', () => server.last[point] === wanted, 2000).catch(() => {})
  promise(said.includes('done') && server.last[point] === wanted, `${point}: ${said}; the controller holds ${server.last[point]}`)
}
const refused = await write('press', 'count', '39999')
promise(/does not fit/.test(refused) && server.last.count === -321, refused)

console.log('5. the controller is killed and started again')
await server.end('SIGKILL')
await gateway.untilStatus('the source is down', each => sourceOf(each, 'press').state !== 'running' && shown(each, 'real') !== 220.5, 20_000)
const ticks = sourceOf(await gateway.status(), 'counters').measurements
await sleep(3000)
const went = sourceOf(await gateway.status(), 'counters').measurements - ticks
promise(went >= 20, `the other source went on meanwhile: ${went} values in 3 s, of 30`)
server = start()
await until('the controller is ready', () => server.last.ready, 10_000)
const restarted = Date.now()
await gateway.untilStatus('its values are back', each => shown(each, 'real') === 220.5, 60_000)
promise(true, `values again ${((Date.now() - restarted) / 1000).toFixed(1)} s after it listened`)

console.log('6. taken out')
fs.rmSync(path.join(plugins, 'plc4x'), { recursive: true })
await gateway.untilStatus('the source waits', each => sourceOf(each, 'press')?.state !== 'running', 30_000)
await sleep(3000)
const names = fs.readdirSync(`/proc/${agent}/task`).map(task => fs.readFileSync(`/proc/${agent}/task/${task}/comm`, 'utf8').trim())
const left = names.filter(name => /^plc4x-(press|tm)|HashedWheel|globalEvent/i.test(name))
promise(left.length === 0, `${memory().threads} threads, ${left.length} of PLC4X${left.length > 0 ? ': ' + left.join(', ') : ''}`)
promise(gateway.stackTraces().length === 0, `${gateway.stackTraces().length} lines that a technician must never meet${gateway.stackTraces().slice(0, 3).map(line => '; ' + line).join('')}`)

const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
console.log(`plc4x-peers: ${points.length} points of Snap7 through a plug-in of ${fs.readdirSync(plugin).filter(file => file.endsWith('.jar')).length} jars, ${held} of ${held + broken.length} promises hold`)
process.exit(broken.length === 0 ? 0 : 1)
