// A chaos server that is restarted in every way that it knows, what it saw of its clients, and which of its ticks reached the receiver.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, sleep, until } from './children.mjs'
import { variableName } from './gateway.mjs'
import { Chance } from './random.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))

// The highest of several numbers, and when it was first seen.
export class Highest {
  value = 0
  at = Date.now()

  offer (value) { if (value > this.value) Object.assign(this, { value, at: Date.now() }) }
}

export class RestartedServer {
  static ways = ['kill -9', 'kill -9, back at once', 'restart', 'other namespace indexes', 'three restarts in a row', 'short outage', 'long outage']
  sessions = new Highest() // at a time
  queuedPublishes = new Highest() // for one session
  created = 0 // CreateSession requests, over all its processes
  gap = new Highest() // seconds without a new tick of a variable, while it is not being restarted; see settle()
  #createdBefore = 0
  #deck = [] // each way once before any of them comes again
  #ticks = new Map() // variable -> its latest tick that reached the receiver
  #heard = new Map() // variable -> when that came, or when the server settled, if that was later
  #settled = false

  constructor (name, port, { variables, seed, work }) {
    Object.assign(this, { name, port, work })
    this.chance = new Chance(seed)
    this.variables = Array.from({ length: variables }, (_, i) => variableName(i))
    setInterval(() => this.look(), 100).unref()
  }

  async start () {
    this.#createdBefore = this.created
    this.child = new Child(`chaos-server-${this.name}`, path.join(here, 'chaos-server'),
      ['--port', this.port, '--points', this.variables.length, '--period', '200ms', '--json'], { work: this.work, stdin: 'pipe' })
    await until(`the chaos server of ${this.name} listens`, () => this.child.last.ready, 60_000)
  }

  // Restarts it in a way that it draws; returns the way.
  async restart () {
    this.unsettle()
    if (this.#deck.length === 0) this.#deck.push(...RestartedServer.ways)
    const [way] = this.#deck.splice(this.chance.whole(0, this.#deck.length - 1), 1)
    switch (way) {
      case 'kill -9':
        await this.child.end('SIGKILL')
        await sleep(this.chance.between(0, 4000))
        await this.start()
        break
      case 'kill -9, back at once':
        await this.child.end('SIGKILL')
        await this.start()
        break
      case 'restart': await this.#order('restart'); break
      case 'other namespace indexes': await this.#order('restart-shifted'); break
      case 'three restarts in a row': await this.#order('restart', 'restart', 'restart'); break
      case 'short outage': await this.#outage(50, 1000); break
      case 'long outage': await this.#outage(1000, 6000); break
    }
    return way
  }

  async #outage (shortest, longest) {
    this.child.say('outage')
    await sleep(this.chance.between(shortest, longest))
    await this.#order('correct')
  }

  async #order (...words) {
    const asked = Date.now()
    words.forEach(word => this.child.say(word))
    await until(`the chaos server of ${this.name} is back after ${words}`, () => this.child.last.ready >= asked, 60_000)
  }

  look () {
    const { mostSessions = 0, mostQueuedPublishes = 0, createSessions = 0 } = this.child?.last ?? {}
    this.sessions.offer(mostSessions)
    this.queuedPublishes.offer(mostQueuedPublishes)
    this.created = this.#createdBefore + createSessions
  }

  // A value of one of its variables reached the receiver.
  arrived (variable, tick) {
    if (tick <= (this.#ticks.get(variable) ?? 0)) return
    this.#ticks.set(variable, tick)
    this.#judgeGap(variable)
    this.#heard.set(variable, Date.now())
  }

  // How many variables have shown a tick beyond this one.
  fresh (tick) { return this.variables.filter(variable => this.#ticks.get(variable) > tick).length }

  // All its variables are fresh: until its next restart, each must go on showing new ticks.
  settle () {
    this.variables.forEach(variable => this.#heard.set(variable, Date.now()))
    this.#settled = true
  }

  // The end of that, also for those that have not shown one for long.
  unsettle () {
    this.variables.forEach(variable => this.#judgeGap(variable))
    this.#settled = false
  }

  #judgeGap (variable) { if (this.#settled) this.gap.offer((Date.now() - this.#heard.get(variable)) / 1000) }

  end () { return this.child.end() }
}
