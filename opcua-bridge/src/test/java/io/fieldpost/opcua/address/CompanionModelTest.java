package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.address.TreeServer.Limits;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Small models with the namespaces and type ids of the published node sets (UA-Nodeset: Machinery, PackML, PlasticsRubber/IMM2MES). No
 * machine's own server was at hand.
 */
class CompanionModelTest {
    private static final String UA = "http://opcfoundation.org/UA/";

    private final List<Remark> remarks = new ArrayList<>();
    private TreeServer server;
    private Tree plant;
    private OpcUaClient client;

    @BeforeEach
    void startServer() throws Exception {
        server = TreeServer.start(new Limits(10, 5, 20, true));
        plant = server.tree("urn:test:plant");
        client = server.client();
    }

    @AfterEach
    void stopServer() throws Exception {
        client.disconnect();
        server.close();
    }

    private List<String> found(String... rules) throws Exception {
        Resolution found = new AddressBook(
                        client, TreeServer::await, "line", List.of(), AddressBookTest.rules(rules), remarks::add)
                .resolve();
        return found.nodes().stream().map(node -> node.point().name()).toList();
    }

    private void stateMachine(NodeId parent, String name, NodeId type) {
        NodeId machine = plant.object(parent, name, type);
        NodeId state = plant.variable(machine, "CurrentState", "Executing");
        plant.property(state, "Id", 5);
        plant.property(state, "Number", 3);
        plant.variable(machine, "AvailableStates", "none of ours");
    }

    @Test
    void eachMachineAndComponentOfMachineryIsIdentifiedWithStateModeAndCounters() throws Exception {
        Tree machinery = server.tree(UA + "Machinery/");
        NodeId identification = machinery.objectType(1004, "MachineryItemIdentificationType", NodeIds.FolderType);
        NodeId ofMachine = machinery.objectType(1012, "MachineIdentificationType", identification);
        NodeId ofComponent = machinery.objectType(1005, "MachineryComponentIdentificationType", identification);
        NodeId state =
                machinery.objectType(1002, "MachineryItemState_StateMachineType", NodeIds.FiniteStateMachineType);
        NodeId mode =
                machinery.objectType(1008, "MachineryOperationModeStateMachineType", NodeIds.FiniteStateMachineType);
        NodeId counters = machinery.objectType(1009, "MachineryOperationCounterType", NodeIds.FolderType);
        NodeId machines = plant.object("Machines");
        for (String name : List.of("Press1", "Press2")) {
            NodeId press = plant.object(machines, name);
            NodeId nameplate = plant.object(press, "Identification", ofMachine);
            plant.property(nameplate, "ProductInstanceUri", "urn:" + name);
            plant.property(nameplate, "SerialNumber", "7");
            NodeId blocks = plant.object(press, "MachineryBuildingBlocks");
            stateMachine(blocks, "MachineryItemState", state);
            stateMachine(blocks, "MachineryOperationMode", mode);
            NodeId operation = plant.object(blocks, "OperationCounters", counters);
            plant.property(operation, "PowerOnDuration", 4.0);
            plant.property(operation, "DefaultInstanceBrowseName", "x");
            plant.variable(press, "Speed", 1.0);
        }
        NodeId drive = plant.object(plant.object(machines, "Cell"), "Drive");
        plant.property(plant.object(drive, "Identification", ofComponent), "SerialNumber", "8");
        assertThat(found("model: machinery"))
                .containsExactlyInAnyOrder(
                        "Press1/Identification/ProductInstanceUri",
                        "Press1/Identification/SerialNumber",
                        "Press1/MachineryItemState/CurrentState",
                        "Press1/MachineryItemState/CurrentState/Number",
                        "Press1/MachineryOperationMode/CurrentState",
                        "Press1/MachineryOperationMode/CurrentState/Number",
                        "Press1/OperationCounters/PowerOnDuration",
                        "Press2/Identification/ProductInstanceUri",
                        "Press2/Identification/SerialNumber",
                        "Press2/MachineryItemState/CurrentState",
                        "Press2/MachineryItemState/CurrentState/Number",
                        "Press2/MachineryOperationMode/CurrentState",
                        "Press2/MachineryOperationMode/CurrentState/Number",
                        "Press2/OperationCounters/PowerOnDuration",
                        "Cell/Drive/Identification/SerialNumber");
    }

    @Test
    void packmlMachinesTellStatusAdministrationAndState() throws Exception {
        Tree packml = server.tree(UA + "PackML/");
        NodeId base = packml.objectType(6, "PackMLBaseObjectType", NodeIds.BaseObjectType);
        NodeId status = packml.objectType(4, "PackMLStatusObjectType", NodeIds.BaseObjectType);
        NodeId admin = packml.objectType(5, "PackMLAdminObjectType", NodeIds.BaseObjectType);
        NodeId machineState = packml.objectType(3, "PackMLBaseStateMachineType", NodeIds.FiniteStateMachineType);
        NodeId filler = plant.object(plant.object("PackMLObjects"), "Filler", base);
        plant.property(filler, "TagID", "F1");
        NodeId fillerStatus = plant.object(filler, "Status", status);
        plant.variable(fillerStatus, "UnitModeCurrent", 1);
        plant.variable(fillerStatus, "CurMachSpeed", 400.0);
        plant.variable(plant.object(filler, "Admin", admin), "ProdProcessedCount", 9);
        stateMachine(filler, "BaseStateMachine", machineState);
        assertThat(found("model: packml, prefix: line-1/"))
                .containsExactlyInAnyOrder(
                        "line-1/Filler/TagID",
                        "line-1/Filler/Status/UnitModeCurrent",
                        "line-1/Filler/Status/CurMachSpeed",
                        "line-1/Filler/Admin/ProdProcessedCount",
                        "line-1/Filler/BaseStateMachine/CurrentState",
                        "line-1/Filler/BaseStateMachine/CurrentState/Number");
        // This server has neither state machine of the two narrower types, which is no reason to complain.
        assertThat(remarks).isEmpty();
    }

    @Test
    void euromap77MachinesTellTheirJobStatusAndTemperatureZones() throws Exception {
        NodeId type = server.tree(UA + "PlasticsRubber/IMM2MES/")
                .objectType(1007, "IMM_MES_InterfaceType", NodeIds.BaseObjectType);
        NodeId machine = plant.object(plant.object("DeviceSet"), "IMM_Haitian_0815", type);
        plant.property(plant.object(machine, "MachineInformation"), "Manufacturer", "Haitian");
        NodeId status = plant.object(machine, "MachineStatus");
        plant.variable(status, "MachineMode", 1);
        plant.property(status, "NodeVersion", "7");
        NodeId jobs = plant.object(machine, "Jobs");
        plant.variable(plant.object(jobs, "ActiveJob"), "JobName", "lid");
        plant.variable(plant.object(jobs, "ActiveJobValues"), "JobStatus", 6);
        plant.variable(plant.object(jobs, "JobInPreparation"), "JobName", "cup");
        NodeId unit = plant.object(plant.object(machine, "InjectionUnits"), "InjectionUnit_1");
        NodeId zone = plant.object(plant.object(unit, "TemperatureZones"), "TemperatureZone_1");
        plant.unit(plant.variable(zone, "ActualTemperature", 205.0), 0x43454C, "°C");
        assertThat(found("model: euromap77"))
                .containsExactlyInAnyOrder(
                        "IMM_Haitian_0815/MachineInformation/Manufacturer",
                        "IMM_Haitian_0815/MachineStatus/MachineMode",
                        "IMM_Haitian_0815/Jobs/ActiveJob/JobName",
                        "IMM_Haitian_0815/Jobs/ActiveJobValues/JobStatus",
                        "IMM_Haitian_0815/InjectionUnits/InjectionUnit_1/TemperatureZones/TemperatureZone_1/ActualTemperature");
    }
}
