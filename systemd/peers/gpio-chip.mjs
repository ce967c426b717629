// The phases of systemd/checks/gpio-chip, which installs what this needs and says what it shows.
import { raspberryPi3, shown, simulated } from './gpio-guest.mjs'

const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

const model = 'Raspberry Pi 4 Model B Rev 1.5'
let guest = simulated(model)
const seconds = since => ((Date.now() - since) / 1000).toFixed(1)

// An emulated processor that others use too is slow: it is given time, and what is counted does not depend on it.
const configuration = (provider, pull) => `
gateway: { id: pi, site: check }
sources:
  - name: pins
    protocol: gpio
    every: 1s
    deadline: 60s
    settings: { provider: ${provider} }
    points:
      - { name: door, address: "din/17${pull}/active-low/debounce=20ms" }
      - { name: meter, address: "counter/22/debounce=0s" }
      - { name: contact, address: "counter/23/debounce=200ms" }
      - { name: lamp, address: "dout/27" }
      - { name: valve, address: "dout/24/active-low" }
      - { name: lock, address: "dout/25/safe=on" }
      - { name: kept, address: "dout/26/safe=keep" }
      - { name: taken, address: "din/4" }
      - { name: beyond, address: "din/58" }
      - { name: sensor, address: "i2c/1/0x76/bme280/temperature" }
      - { name: act, address: "led/ACT" }
    writable: [ { point: lamp }, { point: valve }, { point: lock }, { point: kept }, { point: act } ]
  - name: button
    protocol: gpio
    every: 10s
    deadline: 60s
    settings: { provider: ${provider} }
    points: [ { name: pressed, address: "din/5/latch/debounce=0s" } ]
destinations:
  - { name: city, url: "mqtt://127.0.0.1:1883" }
store: { path: /data/store-${provider}, budget: 16MiB }
`
const names = ['door', 'meter', 'contact', 'lamp', 'valve', 'lock', 'kept', 'act']
const all = (source, ...values) => names.every((name, i) => values[i] === undefined || shown(source, name) === values[i])
const remark = (source, subject) => source.remarks.find(each => each.subject === subject)?.text ?? ''

async function begin (user, provider) {
  const begun = Date.now()
  await guest.run(`agent ${user} /data/${provider}.yaml`)
  const source = await guest.untilSource('all lines are had', 'pins', each => names.every(name => typeof shown(each, name) !== 'string') && each.latest.length === 11, 240_000)
  return [source, seconds(begun)]
}

const reading = () => guest.untilSource('a status', 'pins', () => true)

// Waits for what a counter is to show, and then until a reading shows no other than the one before.
async function counted (point, wanted) {
  let source = await guest.untilSource(`${point} has counted ${wanted}`, 'pins', each => shown(each, point) >= wanted, 30_000).catch(reading)
  for (;;) {
    const before = source
    source = await guest.untilSource('another reading', 'pins', each => each.measurements >= before.measurements + 2 * each.latest.length)
    if (shown(source, point) === shown(before, point)) return shown(source, point)
  }
}

async function write (point, value) {
  return guest.run(`/fieldpost/bin/fieldpost write --config /data/run.yaml pins ${point} ${value} 2>&1`, 120_000)
}

// How often a line's level rose in what the kernel told of it. Its threads are named after the interrupts that they serve, and look at the line when
// they run: what rises and falls before they do is not told.
async function rises (line) {
  const levels = (await guest.run(`seen ${line}`)).split('\n').filter(each => /^irq.* get/.test(each)).map(each => each.at(-1))
  return levels.filter((level, i) => level === '1' && levels[i - 1] !== '1').length
}

async function set (line) { return (await guest.run(`seen ${line}`)).split('\n').filter(each => / set /.test(each)).map(each => each.at(-1)).join('') }

const holdsOf = (what, name, condition) => guest.untilSource(what, name, condition, 30_000).then(() => true, () => false)

async function holds (provider, count, pause) {
  console.log(`levels, edges and counters by ${provider}`)
  await guest.run('lay 17 pull-down')
  const open = await holdsOf('the door is open', 'pins', each => shown(each, 'door') === true)
  await guest.run('lay 17 pull-up')
  const shut = await holdsOf('the door is shut', 'pins', each => shown(each, 'door') === false)
  promise(open && shut, 'a level is told as it changes, active-low')

  await guest.untilSource('the button is free', 'button', each => shown(each, 'pressed') === false)
  await guest.run(`pulses 5 1 ${pause}`)
  const latched = await holdsOf('the latch is set', 'button', each => shown(each, 'pressed') === true)
  const freed = await holdsOf('the latch is free', 'button', each => shown(each, 'pressed') === false)
  promise(latched && freed, 'a pulse between two readings, of another source on the same chip, is latched for one')

  const before = shown(await reading(), 'meter')
  const begun = Date.now()
  await guest.run(`echo >/sys/kernel/tracing/trace; pulses 22 ${count} ${pause}`, 180_000)
  const took = seconds(begun)
  const paced = await counted('meter', before + count)
  promise(paced === before + count, `${count} pulses of ${pause * 1000} ms within ${took} s: ${paced - before} counted${provider === 'gpiod' ? `, of ${await rises(22)} that the kernel told` : ''}`)
  return paced
}

async function clean () {
  const complaints = await guest.run("grep -E '^[[:space:]]+at |ERROR|Exception|left behind' /tmp/log | head -n 5")
  promise(complaints === '', `no line that a technician must never meet ${complaints}`)
}

console.log('a board starts')
const begun = Date.now()
await guest.start()
promise(true, `Linux ${(await guest.run('uname -r'))} ${seconds(begun)} s after power on, as a ${model}`)
for (const provider of ['auto', 'linuxfs']) {
  const pull = provider === 'auto' ? '/pull-up' : ''
  await guest.write(`/data/${provider}.yaml`, configuration(provider, pull))
}
await guest.run('lay 17 pull-up; lay 26 pull-down; echo 1 >/sys/kernel/tracing/events/gpio/gpio_value/enable; cp /data/auto.yaml /data/run.yaml')

const [first, took] = await begin('fieldpost', 'auto')
promise(remark(first, 'board') === `${model}; lines by gpiod`, `as a user in group gpio, after ${took} s: ${remark(first, 'board')}`)
promise(all(first, false, 0, 0, false, false, true, false, false), `its ${names.length} points are as they lie`)
promise(shown(first, 'taken') === 'bad_configuration' && /busy/i.test(remark(first, 'taken')), `a line that the kernel has: ${remark(first, 'taken')}`)
promise(shown(first, 'beyond') === 'bad_configuration', `a line that is not there: ${remark(first, 'beyond')}`)
promise(shown(first, 'sensor') === 'bad_configuration', `a bus that is not there: ${remark(first, 'sensor')}`)
console.log(`          ${await guest.run('grep VmRSS /proc/$(pid)/status')} resident in the agent`)

// The shortest pulse that a meter's output gives (IEC 62053-31, S0).
const meter = await holds('gpiod', 100, 0.03)
for (let i = 0; i < 5; i++) await guest.run('burst 23 6; lay 23 pull-up; sleep 0.6; burst 23 6; lay 23 pull-down; sleep 0.6')
const bounced = await counted('contact', 5)
promise(bounced === 5, `a contact that bounces six times at both ends, switched 5 times: ${bounced} counted`)
await guest.run('echo >/sys/kernel/tracing/trace; burst 22 5000')
const flood = await counted('meter', meter + 1)
const told = await rises(22)
promise(flood > meter && flood <= meter + 5000, `of 5000 pulses without a pause the kernel told ${told}: ${flood - meter} counted`)
await guest.run('echo >/sys/kernel/tracing/trace; pulses 22 10 0.05')
const after = await counted('meter', flood + 10)
promise(after === flood + 10, `and of 10 behind them, of which the kernel told ${await rises(22)}, ${after - flood}`)

console.log('outputs, as the kernel has them')
for (const [point, line, value, level] of [['lamp', 27, 'true', 1], ['valve', 24, 'true', 0], ['lock', 25, 'false', 0], ['kept', 26, 'true', 1]]) {
  const said = await write(point, value)
  promise(said.includes('done') && await guest.level(line) === level, `${point}: ${said}; line ${line} is ${level}`)
}
const lit = await write('act', 'true')
promise(lit.includes('done') && await guest.run('cat /sys/class/leds/ACT/brightness') === '1', `LED: ${lit}`)
await guest.run('echo >/sys/kernel/tracing/trace')
await guest.run('end TERM')
const ending = [await set(27), await set(24), await set(25), await set(26)]
promise(ending.join() === '0,1,1,', `at the end the kernel saw ${ending}: lamp off, valve off (active-low), lock on, and nothing of what is kept`)
promise((await guest.run("sed -n '/pinctrl/,/^$/p' /sys/kernel/debug/gpio | grep -c fieldpost")) === '0', 'no line is held any more')

console.log('started again')
const [second, took2] = await begin('fieldpost', 'auto')
promise(shown(second, 'meter') === after && shown(second, 'contact') === bounced, `after ${took2} s the counters go on at ${shown(second, 'meter')} and ${shown(second, 'contact')}`)
promise(shown(second, 'kept') === true && await guest.level(26) === 1, 'what is kept is set again')
await guest.run('pulses 22 10 0.05')
const last = await counted('meter', after + 10)
await guest.run('end KILL')
const [third, took3] = await begin('fieldpost', 'auto')
promise(shown(third, 'meter') === last && last === after + 10, `killed, after ${took3} s the counter goes on at ${shown(third, 'meter')}`)
await guest.run('end TERM')

console.log("the kernel's files, as root")
await guest.run('cp /data/linuxfs.yaml /data/run.yaml')
const [fourth, took4] = await begin('root', 'linuxfs')
promise(shown(fourth, 'taken') === 'bad_configuration' && /busy/i.test(remark(fourth, 'taken')), `a line that the kernel has: ${remark(fourth, 'taken')}`)
promise(shown(fourth, 'beyond') === 'bad_configuration', `a line that is another chip's: ${remark(fourth, 'beyond')}`)
promise(remark(fourth, 'board').startsWith(`${model}; lines by linuxfs; line 0 is `), `after ${took4} s: ${remark(fourth, 'board')}`)
await holds('linuxfs', 30, 0.1)
promise((await write('valve', 'true')).includes('done') && await guest.level(24) === 0, 'an output, active-low, as the kernel has it')
await guest.run('end TERM')
promise((await guest.run("sed -n '/pinctrl/,/^$/p' /sys/kernel/debug/gpio | grep -c sysfs")) === '0', 'no line is held any more')

await clean()
await guest.child.end('SIGKILL')

console.log("QEMU's Raspberry Pi 3, whose inputs nothing is laid on")
guest = raspberryPi3()
await guest.start()
await guest.write('/data/auto.yaml', configuration('auto', '/pull-up'))
await guest.write('/data/linuxfs.yaml', configuration('linuxfs', ''))
const chips = (await guest.run('cat /sys/class/gpio/gpiochip*/label')).split('\n')
for (const [user, provider, by] of [['fieldpost', 'auto', 'gpiod'], ['root', 'linuxfs', 'linuxfs']]) {
  await guest.run(`cp /data/${provider}.yaml /data/run.yaml; echo 1 >/sys/kernel/tracing/events/gpio/gpio_value/enable; echo >/sys/kernel/tracing/trace`)
  const [source, took] = await begin(user, provider)
  promise(remark(source, 'board').startsWith(`Raspberry Pi 3 Model B; lines by ${by}`), `after ${took} s, of the chips ${chips.join(' and ')}: ${remark(source, 'board')}`)
  const said = await write('lamp', 'true')
  promise(said.includes('done') && / out hi/.test(await guest.run('shows 27')) && / out hi/.test(await guest.run('shows 25')) && / in /.test(await guest.run('shows 17')),
    `the kernel's list has ${await guest.run('shows 27')}`)
  await guest.run('end TERM')
  const levels = [await set(27), await set(24), await set(25)]
  promise(levels.every((each, i) => new RegExp(['^0+1+0+$', '^1+$', '^1+$'][i]).test(each)), `from start to end it saw the outputs set to ${levels}`)
}
await clean()
await guest.child.end('SIGKILL')
console.log(`gpio-chip: by gpiod and by linuxfs, a simulated gpiochip and a Raspberry Pi 3's, ${held} of ${held + broken.length} promises hold, ${seconds(begun)} s`)
process.exit(broken.length === 0 ? 0 : 1)
