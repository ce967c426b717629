// The product with sources that need no machine, as a child process: what the checks of its store and its starts have in common.
import fs from 'node:fs'
import path from 'node:path'
import { Child, sleep } from './children.mjs'

// `ticks` counters that change every 100 ms, and `fast` sources, each of `points` random values every `period` ms.
export const simulatedSources = ({ ticks, fast, points, period }) => `
  - name: counters
    protocol: simulated
    every: 20ms
    points:
${Array.from({ length: ticks }, (_, i) => `      - { name: tick${i}, address: "counter(period=100ms)", deadband: 0.5 }`).join('\n')}
${Array.from({ length: fast }, (_, source) => `  - name: fast${source}
    protocol: simulated
    every: ${period}ms
    settings: { seed: ${source} }
    points:
${Array.from({ length: points }, (_, i) => `      - { name: r${i}, address: "random(period=1ms)" }`).join('\n')}`).join('\n')}`

export class SimulatedGateway {
  // `command` starts the agent: a program and the arguments before "run FILE"; `env` is added to its environment, `more` to its file.
  constructor ({ name, work, port, pagePort, sources, store, command, env = {}, more = '' }) {
    this.name = name
    this.work = work
    this.pagePort = pagePort
    this.command = command
    this.env = env
    this.file = path.join(work, `${name}.yaml`)
    this.settings = { port, store, more }
    this.write(sources)
  }

  // Writes its file with these sources in it.
  write (sources) {
    const { port, store, more } = this.settings
    fs.writeFileSync(this.file, `
gateway: { id: ${this.name}, site: check }
sources:${sources}
destinations:
  - { name: mosquitto, url: "mqtt://127.0.0.1:${port}" }
store: ${store}
console: { port: ${this.pagePort} }
${more}`)
  }

  // Starts the agent without waiting for it.
  spawn () {
    const [program, ...before] = this.command
    this.agent = new Child(this.name, program, [...before, 'run', this.file], { work: this.work, env: this.env })
  }

  // Starts the agent and returns the first answer of /health.
  async start () {
    this.spawn()
    for (let tries = 0; tries < 600; tries++) {
      const health = await this.health().catch(() => null)
      if (health !== null) return health
      await sleep(50)
    }
    throw new Error(`${this.name} does not answer within 30 s\n${this.agent.tail()}`)
  }

  async health () { return (await (await fetch(`http://127.0.0.1:${this.pagePort}/health`)).text()).trim() }

  async status () { return (await fetch(`http://127.0.0.1:${this.pagePort}/status.json`)).json() }

  // Waits until the answer to a question about the status is true, and returns that status.
  async untilStatus (what, condition, milliseconds) {
    const begun = Date.now()
    for (;;) {
      const status = await this.status()
      if (condition(status)) return status
      if (Date.now() - begun > milliseconds) throw new Error(`not within ${milliseconds / 1000} s: ${what}; ${JSON.stringify(status.store)}`)
      await sleep(100)
    }
  }

  // The lines of its log, over all its lives, that match.
  log (pattern) { return fs.readFileSync(path.join(this.work, `${this.name}.log`), 'utf8').split('\n').filter(line => pattern.test(line)) }

  // Lines that a technician must never meet.
  stackTraces () { return this.log(/^\s+at |\bERROR\b|Exception in thread/) }
}
