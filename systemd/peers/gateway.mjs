// The configuration of a gateway that reads the variables of opcua-server.mjs, and of the broker that it publishes to.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const variableName = number => 'v' + String(number).padStart(5, '0')

export function writeBrokerConfiguration (work, port) {
  fs.writeFileSync(path.join(work, 'mosquitto.conf'), `
listener ${port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location ${work}/
max_queued_messages 0
log_type error
log_type warning
user ${os.userInfo().username}
`)
}

// `sources` are the ports of the servers by the names of their sources, all with the same variables; without it, there is one,
// 'line'. `address` gives the address of the variable of a number; without it, it is one of opcua-server.mjs. `settings` are more of the
// driver's, for all.
export function writeGatewayConfiguration (work, { brokerUrl, serverPort, sources = { line: serverPort }, variables, address = i => `ns=1;s=${variableName(i)}`, settings = {} }) {
  const points = Array.from({ length: variables }, (_, i) => `      - { name: ${variableName(i)}, address: "${address(i)}" }`).join('\n')
  fs.writeFileSync(path.join(work, 'fieldpost.yaml'), `
gateway: { id: real-peers, site: check }
sources:
${Object.entries(sources).map(([name, port]) => source(name, port, points, settings)).join('')}destinations:
  - { name: mosquitto, url: "${brokerUrl}" }
store: { path: "${work}/store" }
console: { port: 0 }
`)
}

const source = (name, port, points, settings) => `  - name: ${name}
    protocol: opcua
    settings:
      endpoint: "opc.tcp://127.0.0.1:${port}"
      security: None
      insecure: true
      publishing_interval: 200ms
      sampling_interval: 0ms
      queue_size: 100
${Object.entries(settings).map(([key, value]) => `      ${key}: ${value}\n`).join('')}    points:
${points}
`
