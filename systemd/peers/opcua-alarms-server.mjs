// An OPC UA server made with node-opcua that has an alarm, an enumeration and structures of its own.
//
//   node opcua-alarms-server.mjs PORT WORK_DIRECTORY
//
// Prints one JSON line when it listens, {"ready": milliseconds}. SIGUSR1 opens or closes the guard door, whose alarm it raises
// or clears; it is open when the server starts.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const { OPCUACertificateManager, OPCUAServer, DataType, Variant, MessageSecurityMode, SecurityPolicy, nodesets } = require('node-opcua')

const port = Number(process.argv[2])
const work = process.argv[3]

const subtypeOf = parent => `<References><Reference ReferenceType="i=45" IsForward="false">${parent}</Reference></References>`
const model = path.join(work, 'types.xml')
fs.writeFileSync(model, `<?xml version="1.0" encoding="utf-8"?>
<UANodeSet xmlns="http://opcfoundation.org/UA/2011/03/UANodeSet.xsd">
  <NamespaceUris><Uri>urn:fieldpost:check:types</Uri></NamespaceUris>
  <Models>
    <Model ModelUri="urn:fieldpost:check:types" Version="1.0" PublicationDate="2026-01-01T00:00:00Z">
      <RequiredModel ModelUri="http://opcfoundation.org/UA/"/>
    </Model>
  </Models>
  <UADataType NodeId="ns=1;i=1" BrowseName="1:Operation">
    <DisplayName>Operation</DisplayName>${subtypeOf('i=29')}
    <Definition Name="1:Operation">
      <Field Name="Idle" Value="0"/><Field Name="Executing" Value="1"/><Field Name="Faulted" Value="2"/>
    </Definition>
  </UADataType>
  <UADataType NodeId="ns=1;i=2" BrowseName="1:Shot">
    <DisplayName>Shot</DisplayName>${subtypeOf('i=22')}
    <Definition Name="1:Shot">
      <Field Name="Number" DataType="i=7"/>
      <Field Name="State" DataType="ns=1;i=1"/>
      <Field Name="Zones" DataType="i=11" ValueRank="1"/>
      <Field Name="Label" DataType="i=21"/>
    </Definition>
  </UADataType>
  <UAObject NodeId="ns=1;i=3" BrowseName="Default Binary" SymbolicName="DefaultBinary">
    <DisplayName>Default Binary</DisplayName>
    <References>
      <Reference ReferenceType="i=38" IsForward="false">ns=1;i=2</Reference>
      <Reference ReferenceType="i=40">i=76</Reference>
    </References>
  </UAObject>
</UANodeSet>
`)

const server = new OPCUAServer({
  port,
  nodeset_filename: [nodesets.standard, model],
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  resourcePath: '/',
  securityPolicies: [SecurityPolicy.None],
  securityModes: [MessageSecurityMode.None],
  serverCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(work, 'pki') }),
  userCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(work, 'user-pki') })
})

await server.initialize()
const addressSpace = server.engine.addressSpace
addressSpace.installAlarmsAndConditionsService()
const namespace = addressSpace.getOwnNamespace()

const types = addressSpace.getNamespaceIndex('urn:fieldpost:check:types')
const operation = addressSpace.findDataType('Operation', types)
const shotType = addressSpace.findDataType('Shot', types)

const machine = namespace.addObject({
  organizedBy: 'ObjectsFolder', nodeId: 's=Machine', browseName: 'Machine', eventSourceOf: addressSpace.rootFolder.objects.server, eventNotifier: 1
})
const variable = (name, dataType, value) => namespace.addVariable({
  componentOf: machine, nodeId: `s=${name}`, browseName: name, dataType, value: new Variant(value)
})
variable('Operation', operation.nodeId, { dataType: DataType.Int32, value: 1 })
variable('Shot', shotType.nodeId, {
  dataType: DataType.ExtensionObject,
  value: addressSpace.constructExtensionObject(shotType, { number: 7, state: 1, zones: [1.5, 2.5], label: { text: 'first' } })
})
variable('Range', 'Range', {
  dataType: DataType.ExtensionObject,
  value: addressSpace.constructExtensionObject(addressSpace.findDataType('Range'), { low: -5, high: 5 })
})
const door = namespace.addVariable({
  componentOf: machine, nodeId: 's=Door', browseName: 'Door', dataType: DataType.Double, eventSourceOf: machine,
  value: new Variant({ dataType: DataType.Double, value: 0 })
})
const alarm = namespace.instantiateExclusiveLimitAlarm('ExclusiveLimitAlarmType', {
  browseName: 'GuardOpen',
  componentOf: machine,
  conditionName: 'Guard open',
  conditionSource: door,
  inputNode: door,
  highHighLimit: 100,
  highLimit: 10,
  lowLimit: -10,
  lowLowLimit: -100,
  optionals: ['ConfirmedState', 'Confirm']
})
alarm.setEnabledState(true)

let open = false
function toggle () {
  open = !open
  door.setValueFromSource(new Variant({ dataType: DataType.Double, value: open ? 50 : 0 }))
  console.log(JSON.stringify({ open }))
}

await server.start()
toggle()
console.log(JSON.stringify({ ready: Date.now() }))
process.on('SIGUSR1', toggle)
process.on('SIGTERM', () => process.exit(0))
