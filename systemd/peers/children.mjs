// Child processes that end with their parent, whatever happens to it.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import readline from 'node:readline'

const alive = new Set()
process.on('exit', () => { for (const child of alive) child.signal('SIGKILL') })
process.on('uncaughtException', error => {
  console.error(error.stack)
  for (const child of alive) console.error(`${child.name}, last lines:\n${child.tail()}`)
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

// Waits until `condition` holds and returns the milliseconds that it took. `what` is text, or a function of no arguments.
export async function until (what, condition, milliseconds) {
  const begun = Date.now()
  while (!condition()) {
    if (Date.now() - begun > milliseconds) throw new Error(`not within ${milliseconds / 1000} s: ${typeof what === 'function' ? what() : what}`)
    await sleep(20)
  }
  return Date.now() - begun
}

// As many TCP ports of 127.0.0.1 as asked for, free a moment ago.
export async function freePorts (count) {
  const servers = []
  for (let i = 0; i < count; i++) {
    const server = net.createServer()
    await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    servers.push(server)
  }
  const ports = servers.map(server => server.address().port)
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

export class Child {
  last = {} // the members of all JSON lines that it printed; of each, the latest
  #process
  #expectedToEnd = false

  constructor (name, command, args, { work, env = {}, stdin = 'ignore' }) {
    this.name = name
    this.log = path.join(work, `${name}.log`)
    const log = fs.openSync(this.log, 'a')
    this.#process = spawn(command, args, { cwd: work, env: { ...process.env, ...env }, stdio: [stdin, 'pipe', log] })
    alive.add(this)
    readline.createInterface({ input: this.#process.stdout }).on('line', line => {
      fs.writeSync(log, line + '\n')
      if (line.startsWith('{')) Object.assign(this.last, JSON.parse(line))
    })
    this.ended = new Promise(resolve => {
      this.#process.on('error', error => { console.error(`${name}: ${error.message}`); process.exit(1) })
      this.#process.on('close', (code, signal) => {
        alive.delete(this)
        fs.closeSync(log)
        if (!this.#expectedToEnd) {
          console.error(`${name} ended by itself: ${signal ?? 'exit ' + code}\n${this.tail()}`)
          process.exit(1)
        }
        resolve(code)
      })
    })
  }

  get pid () { return this.#process.pid }

  signal (signal) { this.#process.kill(signal) }

  // Writes a line to its standard input, for one that was started with stdin: 'pipe'.
  say (line) { this.#process.stdin.write(line + '\n') }

  // Ends it and returns its exit code, null when the signal ended it.
  async end (signal = 'SIGTERM') {
    this.#expectedToEnd = true
    this.signal(signal)
    return this.ended
  }

  tail () {
    return fs.readFileSync(this.log, 'utf8').split('\n').slice(-25).map(line => `    ${line}`).join('\n')
  }
}
