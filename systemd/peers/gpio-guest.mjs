// The emulated computers of systemd/checks/gpio-chip, as child processes whose serial line is a shell: see gpio-guest-init.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Child, sleep, until } from './children.mjs'

const work = process.env.PEER_WORK
const virt = ['-M', 'virt', '-cpu', 'cortex-a72', '-smp', '2', '-m', '1536']

// A computer whose chip is simulated by its kernel, under the name that is given.
export function simulated (model) {
  const tree = path.join(work, 'board.dtb')
  execFileSync('qemu-system-aarch64', [...virt, '-display', 'none', '-nic', 'none', '-M', `virt,dumpdtb=${tree}`], { stdio: 'ignore' })
  execFileSync('fdtput', ['-t', 's', tree, '/', 'model', model])
  return new GpioGuest('simulated', [...virt, '-dtb', tree, '-serial', 'stdio'], 'console=ttyAMA0')
}

// QEMU's Raspberry Pi 3. Its second serial line is the one that needs no clock of the firmware, and its watchdog would end it at once.
export function raspberryPi3 () {
  const tree = path.join(process.env.GUEST, 'pi3.dtb')
  return new GpioGuest('pi3', ['-M', 'raspi3b', '-dtb', tree, '-serial', 'null', '-serial', 'stdio'],
    'console=ttyS1,115200 initcall_blacklist=bcm2835_wdt_driver_init')
}

class GpioGuest {
  constructor (name, machine, options) {
    this.child = new Child(name, 'qemu-system-aarch64', [...machine, '-display', 'none', '-nic', 'none', '-monitor', 'none', '-no-reboot',
      '-kernel', path.join(process.env.GUEST, 'kernel'), '-initrd', path.join(work, 'initrd'), '-append', `${options} ${name} loglevel=1 panic=-1`],
    { work, stdin: 'pipe' })
    this.number = 0
  }

  async start () { await this.#answer(0, 120_000, 'start') }

  // Runs a command there and returns what it printed.
  async run (command, milliseconds = 60_000) {
    const number = ++this.number
    this.child.say(`${number} ${command}`)
    return this.#answer(number, milliseconds, command)
  }

  async write (file, text) {
    await this.run(`: >${file}`)
    for (const line of text.trim().split('\n')) await this.run(`printf '%s\\n' '${line}' >>${file}`)
  }

  // What was printed between the answer before and this one.
  async #answer (number, milliseconds, command) {
    const marks = () => [number - 1, number].map(each => this.#log().lastIndexOf(`@@${each}:`))
    await until(`an answer of the guest to ${number}, ${command}`, () => marks()[1] >= 0, milliseconds)
    const [from, to] = marks()
    return this.#log().slice(from < 0 ? 0 : this.#log().indexOf('\n', from), to).trim()
  }

  #log () { return fs.readFileSync(this.child.log, 'utf8') }

  async status () {
    const answer = await this.run('wget -qO- http://127.0.0.1:8484/status.json 2>/tmp/wget; echo')
    return answer.startsWith('{') ? JSON.parse(answer) : null
  }

  // Waits until the answer to a question about the status of a source is true, and returns that source's status.
  async untilSource (what, name, condition, milliseconds = 120_000) {
    const begun = Date.now()
    for (;;) {
      const source = (await this.status())?.sources.find(each => each.name === name)
      if (source !== undefined && condition(source)) return source
      if (Date.now() - begun > milliseconds) throw new Error(`not within ${milliseconds / 1000} s: ${what}; ${JSON.stringify(source)}\n${await this.run('tail -n 20 /tmp/log')}`)
      await sleep(200)
    }
  }

  async level (line) { return Number(await this.run(`level ${line}`)) }
}

// What a source shows of a point: its value, or its quality where that is not good.
export function shown (source, point) {
  const latest = source.latest.find(each => each.point === point)
  return latest === undefined ? undefined : latest.quality === 'good' ? latest.value : latest.quality
}
