// The phases of systemd/checks/modbus-peers, which installs what this needs and says what it shows.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Child, freePorts, sleep, until } from './children.mjs'
import { SimulatedGateway } from './simulated-gateway.mjs'

const run = promisify(execFile)
const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const server = path.join(work, 'modbus-server')
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

// Name, address, and what the server has there; a quality is what a point without a value shows.
const points = [
  ['scaled', '1/40001*0.1', 220.3], ['abcd', '1/holding/1:float32', 220.5], ['cdab', '1/holding/3:float32,cdab', 220.5],
  ['badc', '1/holding/5:float32,badc', 220.5], ['dcba', '1/holding/7:float32,dcba', 220.5], ['int64', '1/holding/9:int64', '-9007199254740993'],
  ['text', '1/holding/13:string(3)', 'PM5320'], ['uint32', '1/holding/16:uint32', 70000], ['setpoint', '1/holding/20*0.5', 0],
  ['stubborn', '1/holding/30', 4711], ['bit', '1/holding/41.3', true], ['last', '1/holding/99', 99], ['beyond', '1/holding/100', 'bad_address_unknown'],
  ['input', '1/30007', 1006], ['coil0', '1/coil/0', true], ['coil1', '1/coil/1', false], ['coil99', '1/coil/99', true], ['coil100', '1/coil/100', 'bad_address_unknown'],
  ['discrete', '1/discrete/3', true], ['illegal', '1/discrete/200', 'bad_address_unknown']
]

const [tcpPort, rtuPort, brokerPort, pagePort] = await freePorts(4)
const pty = name => path.join(work, name)
const socat = (name, one, other) => new Child(name, 'socat', [one, other], { work })
const serverOf = (name, ...words) => new Child(name, server, words, { work })

socat('line', `PTY,raw,echo=0,link=${pty('port')}`, `PTY,raw,echo=0,link=${pty('unit')}`)
socat('converter', `TCP-LISTEN:${rtuPort},bind=127.0.0.1,reuseaddr,fork`, `${pty('behind')},raw,echo=0`)
socat('behind', `PTY,raw,echo=0,link=${pty('behind')}`, `PTY,raw,echo=0,link=${pty('unit2')}`)
await until('the lines are laid', () => ['port', 'unit', 'behind', 'unit2'].every(name => fs.existsSync(pty(name))), 10_000)
let tcp = serverOf('tcp-unit', 'tcp', tcpPort)
const serial = serverOf('serial-unit', 'rtu', fs.realpathSync(pty('unit')), '1')
const converted = serverOf('converted-unit', 'rtu', fs.realpathSync(pty('unit2')), '1')
await until('the units are ready', () => tcp.last.ready && serial.last.ready && converted.last.ready, 10_000)

const source = (name, connection, more, extra = []) => `
  - name: ${name}
    protocol: modbus
    every: 200ms
    settings: { connection: "${connection}"${more} }
    points:
${[...points, ...extra].map(([point, address]) => `      - { name: ${point}, address: "${address}" }`).join('\n')}
    writable: [ { point: setpoint, min: 0, max: 1000 }, { point: coil1 }, { point: stubborn, min: 0, max: 1000 } ]`
const gateway = new SimulatedGateway({
  name: 'modbus',
  work,
  port: brokerPort,
  pagePort,
  sources: source('tcp', `tcp://127.0.0.1:${tcpPort}`, '') +
    source('serial', `serial:${fs.realpathSync(pty('port'))}`, ', serial: { baud_rate: 19200, parity: none }, timeout: 500ms', [['dead', '9/holding/0']]) +
    source('converter', `rtu+tcp://127.0.0.1:${rtuPort}`, ''),
  store: `{ path: ${path.join(work, 'store')}, budget: 16MiB }`,
  command: [fieldpost]
})
await gateway.start()
const names = ['tcp', 'serial', 'converter']
const sourceOf = (status, name) => status.sources.find(each => each.name === name)
const shown = (status, name, point) => {
  const latest = sourceOf(status, name).latest.find(each => each.point === point)
  return latest === undefined ? undefined : latest.quality === 'good' ? latest.value : latest.quality
}
const equal = (value, wanted) => typeof wanted === 'string' && /^-?\d+$/.test(wanted) ? BigInt(value) === BigInt(wanted) || Number(value) === Number(wanted) : value === wanted
const complete = name => status => sourceOf(status, name).latest.length >= points.length && shown(status, name, 'scaled') === 220.3

console.log(`1. ${points.length} points of every table, type and order, over TCP, a serial line and a converter`)
for (const name of names) {
  const status = await gateway.untilStatus(`${name} has given its values`, complete(name), 30_000)
  const wrong = points.filter(([point, , wanted]) => !equal(shown(status, name, point), wanted))
  promise(wrong.length === 0, `${name}: ${points.length - wrong.length} of ${points.length} as libmodbus has them` +
    wrong.map(([point, , wanted]) => `; ${point} is ${shown(status, name, point)}, not ${wanted}`).join(''))
}

console.log('2. a unit that is not there beside one that is')
const begun = sourceOf(await gateway.status(), 'serial').measurements
await sleep(4000)
const now = await gateway.status()
const rounds = (sourceOf(now, 'serial').measurements - begun) / (points.length + 1)
promise(shown(now, 'serial', 'dead') === 'bad_timeout', `its point is ${shown(now, 'serial', 'dead')}`)
promise(rounds >= 12, `the other was read ${rounds.toFixed(1)} times in 4 s, of 20`)
promise(sourceOf(now, 'serial').remarks.some(each => each.subject === 'unit 9'), 'and it is told')

console.log('3. written, and read back')
const write = async (...words) => {
  const done = await run(fieldpost, ['write', '--config', gateway.file, ...words]).catch(failed => failed)
  return (done.stdout + done.stderr).trim()
}
for (const [name, unit] of [['tcp', () => tcp], ['serial', () => serial], ['converter', () => converted]]) {
  const said = await write(name, 'setpoint', '75.5')
  promise(said.includes('done') && unit().last.setpoint === 151, `${name}: ${said}; the unit holds ${unit().last.setpoint}`)
  await write(name, 'coil1', 'true')
  promise(unit().last.coil === 1, `${name}: a coil is ${unit().last.coil}`)
}
const kept = await write('tcp', 'stubborn', '5')
promise(kept.includes('reads back') && kept.includes('4711'), kept)

console.log('4. the unit is killed and started again')
await tcp.end('SIGKILL')
await gateway.untilStatus('the source is down', status => sourceOf(status, 'tcp').state !== 'running' && shown(status, 'tcp', 'scaled') !== 220.3, 20_000)
tcp = serverOf('tcp-unit', 'tcp', tcpPort)
const restarted = Date.now()
await gateway.untilStatus('its values are back', complete('tcp'), 30_000)
promise(true, `values again ${((Date.now() - restarted) / 1000).toFixed(1)} s after it listened`)
promise(gateway.stackTraces().length === 0, `${gateway.stackTraces().length} lines that a technician must never meet`)

const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
console.log(`modbus-peers: ${names.length} connections to libmodbus, ${points.length} points each, ${held} of ${held + broken.length} promises hold`)
process.exit(broken.length === 0 ? 0 : 1)
