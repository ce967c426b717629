// The phases of systemd/checks/meters-peers, which installs what this needs and says what it shows.
import fs from 'node:fs'
import path from 'node:path'
import { Child, freePorts, until } from './children.mjs'
import { SimulatedGateway } from './simulated-gateway.mjs'

const work = process.env.PEER_WORK
const fieldpost = process.env.FIELDPOST
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

// The item in the address, its identifier, what the meter is given, and what the point shows where that is something else.
const demand = [12.3456, '2026-11-26T18:45:00']
const items = [
  ['combined_active_energy', '00000000', -1234.56], ['forward_active_energy', '00010000', 123456.78], ['forward_active_energy_tariff_1', '00010100', 0.01],
  ['forward_active_energy_tariff_2', '00010200', 99.99], ['forward_active_energy_tariff_3', '00010300', 100000], ['forward_active_energy_tariff_4', '00010400', 799999.99],
  ['reverse_active_energy', '00020000', 0], ['combined_reactive_energy_1', '00030000', -0.07], ['combined_reactive_energy_2', '00040000', 7000.7],
  ['reactive_energy_quadrant_1', '00050000', 51.1], ['reactive_energy_quadrant_2', '00060000', 62.2], ['reactive_energy_quadrant_3', '00070000', 73.3],
  ['reactive_energy_quadrant_4', '00080000', 84.4], ['forward_active_max_demand', '01010000', demand, 12.3456],
  ['forward_active_max_demand_time', '01010000', demand, '2026-11-26T18:45'], ['voltage_a', '02010100', 220.5], ['voltage_b', '02010200', 0.1],
  ['voltage_c', '02010300', 399.9], ['current_a', '02020100', -123.456], ['current_b', '02020200', 0.001], ['current_c', '02020300', 799.999],
  ['active_power', '02030000', -1.2345], ['active_power_a', '02030100', 79.9999], ['active_power_b', '02030200', -79.9999], ['active_power_c', '02030300', 0.0001],
  ['reactive_power', '02040000', -0.0001], ['apparent_power', '02050000', 33.3333], ['power_factor', '02060000', -0.951], ['power_factor_a', '02060100', 0.999],
  ['phase_angle_a', '02070100', 359.9], ['frequency', '02800002', 49.98], ['active_power_mean_1min', '02800003', 4.5678], ['active_demand', '02800004', 1.0203],
  ['date', '04000101', '26112705', '2026-11-27'], ['time', '04000102', '235958', '23:59:58'], ['meter_address', '04000401', '000012345678'],
  ['status_word_1', '04000501', '1234', 0x1234], ['00150000/XXXXXX.XX/register', '00150000', 4321.09], ['02800001/-XXX.XXX', '02800001', -0.123],
  ['02800007/-XXX.X', '02800007', -12.3], ['04000104/XX', '04000104', '15', 15], ['00010001/XXXXXX.XX', '00010001', 120000.5]
]
const number = '000012345678'
const second = '987654321098'
const absent = '000000000009'
const values = Object.fromEntries(items.map(([, identifier, value]) => [identifier, value]))
fs.writeFileSync(path.join(work, 'one.json'), JSON.stringify({ [number]: values }))
fs.writeFileSync(path.join(work, 'two.json'), JSON.stringify({ [number]: values, [second]: { '00010000': 7.25, '02010100': 231.4 } }))

const [tcpPort, brokerPort, pagePort] = await freePorts(3)
const pty = name => path.join(work, name)
const meters = (name, ...words) => new Child(name, process.env.PYTHON, [path.join(import.meta.dirname, 'dlt645-meters.py'), ...words],
  { work, stdin: 'pipe', env: { PYTHONPATH: process.env.DLT645_LIB, PYTHONDONTWRITEBYTECODE: '1' } })
const socat = (name, one, other) => new Child(name, 'socat', [one, other], { work })
socat('line', `PTY,raw,echo=0,link=${pty('port')}`, `PTY,raw,echo=0,link=${pty('meters')}`)
await until('the line is laid', () => ['port', 'meters'].every(name => fs.existsSync(pty(name))), 10_000)
let tcp = meters('tcp-meter', 'tcp', tcpPort, path.join(work, 'one.json'))
const serial = meters('serial-meters', 'serial', fs.realpathSync(pty('meters')), path.join(work, 'two.json'))
await until('the meters are ready', () => tcp.last.ready && serial.last.ready, 30_000)

const point = ([name, address]) => `      - { name: "${name}", address: "${address}" }`
const source = (name, connection, more) => `
  - name: ${name}
    protocol: meters
    every: 2s
    deadline: 20s
    settings: { connection: "${connection}", gap: 20ms, timeout: 500ms, back_off: 10s }
    points:
${[...items.map(([item]) => [item, `dlt645:${number}/${item}`]), ...more].map(point).join('\n')}`
const gateway = new SimulatedGateway({
  name: 'meters',
  work,
  port: brokerPort,
  pagePort,
  sources: source('tcp', `tcp://127.0.0.1:${tcpPort}`, [
    ['any_energy', 'dlt645:any/forward_active_energy'], ['any_address', 'dlt645:any/meter_address'],
    ['no_block', `dlt645:${number}/forward_active_energy_all`], ['no_ratio', `dlt645:${number}/ct_ratio`], ['other_number', `dlt645:${absent}/voltage_a`]
  ]) + source('serial', `serial:${fs.realpathSync(pty('port'))}`, [
    ['second_energy', `dlt645:${second}/forward_active_energy`], ['second_voltage', `dlt645:${second}/voltage_a`],
    ['absent_energy', `dlt645:${absent}/forward_active_energy`], ['old_energy', `dlt645-1997:${number}/forward_active_energy`]
  ]),
  store: `{ path: ${path.join(work, 'store')}, budget: 16MiB }`,
  command: [fieldpost]
})
await gateway.start()
const sourceOf = (status, name) => status.sources.find(each => each.name === name)
const shown = (status, name, point) => {
  const latest = sourceOf(status, name).latest.find(each => each.point === point)
  return latest === undefined ? undefined : latest.quality === 'good' ? latest.value : latest.quality
}
const wantedOf = ([item, , value, wanted = value]) => [item, wanted]
const remarked = (status, name, subject, text) => sourceOf(status, name).remarks.some(each => each.subject === subject && each.text.includes(text))
const complete = name => status => sourceOf(status, name).latest.length >= items.length && shown(status, name, 'frequency') === 49.98

console.log(`1. ${items.length} items of every kind, over TCP and a serial line`)
for (const name of ['tcp', 'serial']) {
  const status = await gateway.untilStatus(`${name} has given its values`, complete(name), 30_000)
  const wrong = items.map(wantedOf).filter(([item, wanted]) => shown(status, name, item) !== wanted)
  promise(wrong.length === 0, `${name}: ${items.length - wrong.length} of ${items.length} as dlt645 has them` +
    wrong.map(([item, wanted]) => `; ${item} is ${shown(status, name, item)}, not ${wanted}`).join(''))
}
const status = await gateway.status()
promise(shown(status, 'serial', 'second_energy') === 7.25 && shown(status, 'serial', 'second_voltage') === 231.4, 'two meters on one serial line are told apart')
promise(shown(status, 'tcp', 'any_energy') === 123456.78 && shown(status, 'tcp', 'any_address') === number,
  `the only one on its line is read without its number, and tells it: ${shown(status, 'tcp', 'any_address')}`)

console.log('2. what the meter has not, and a meter that is not there')
for (const [name, item] of [['no_block', '0001FF00'], ['no_ratio', '04000306']]) {
  promise(shown(status, 'tcp', name) === 'bad_address_unknown' && remarked(status, 'tcp', name, 'it has no such data'), `${item} is ${shown(status, 'tcp', name)}, with the meter's reason`)
}
promise(shown(status, 'tcp', 'other_number') === 'bad_device_failure' && remarked(status, 'tcp', 'other_number', 'another reason'),
  `refused by a meter with another number: ${shown(status, 'tcp', 'other_number')}`)
promise(shown(status, 'serial', 'old_energy') === 'bad_device_failure' && remarked(status, 'serial', 'old_energy', 'refuses item 9010'),
  `asked as a meter of 1997: ${shown(status, 'serial', 'old_energy')}`)
const begun = serial.last.asked['11']
const since = Date.now()
const later = await gateway.untilStatus('the line goes on', () => serial.last.asked['11'] > begun + 3 * (items.length + 2), 30_000)
promise(shown(later, 'serial', 'absent_energy') === 'bad_timeout' && remarked(later, 'serial', `dlt645:${absent}`, 'no answer') && shown(later, 'serial', 'second_energy') === 7.25,
  `a number that nobody has is ${shown(later, 'serial', 'absent_energy')}; the others were read three times more in ${((Date.now() - since) / 1000).toFixed(1)} s`)

console.log('3. a register that rises, falls, and comes back; the meter killed and started again')
const energy = (what, wanted) => gateway.untilStatus(`the energy is ${what}`, status => shown(status, 'tcp', 'forward_active_energy') === wanted, 20_000)
tcp.say(`${number} 00010000 123458.28`)
await energy('higher', 123458.28)
tcp.say(`${number} 00010000 5`)
const fallen = await energy('not believed', 'bad')
promise(remarked(fallen, 'tcp', 'forward_active_energy', 'fell from 123458.28'), 'a meter set back is not believed, and told')
tcp.say(`${number} 00010000 123460`)
await energy('believed', 123460)
promise(true, 'and believed when it comes back')
await tcp.end('SIGKILL')
await gateway.untilStatus('the source is down', status => sourceOf(status, 'tcp').state !== 'running' && shown(status, 'tcp', 'voltage_a') !== 220.5, 20_000)
fs.writeFileSync(path.join(work, 'one.json'), JSON.stringify({ [number]: { ...values, '00010000': 123461 } }))
const asked = tcp.last.asked
tcp = meters('tcp-meter', 'tcp', tcpPort, path.join(work, 'one.json'))
await until('the meter is ready', () => tcp.last.ready, 30_000)
const restarted = Date.now()
await energy('there again', 123461)
promise(true, `values again ${((Date.now() - restarted) / 1000).toFixed(1)} s after it listened`)

const codes = new Set([asked, tcp.last.asked, serial.last.asked].flatMap(each => Object.keys(each)))
promise([...codes].every(code => code === '11' || code === '01'), `the meters got nothing but requests to read: control codes ${[...codes].sort().join(', ')}`)
promise(gateway.stackTraces().length === 0, `${gateway.stackTraces().length} lines that a technician must never meet`)
const exit = await gateway.agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit}`)
console.log(`meters-peers: ${items.length} items of dlt645's meters by two ways, ${held} of ${held + broken.length} promises hold`)
process.exit(broken.length === 0 ? 0 : 1)
