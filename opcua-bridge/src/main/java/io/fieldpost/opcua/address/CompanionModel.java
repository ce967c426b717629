package io.fieldpost.opcua.address;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * Companion specifications whose values are found by the types of objects. Ids of types from the published node sets of the OPC
 * Foundation.
 */
public enum CompanionModel {
    /** OPC 40001-1: identification, state, operation mode and counters of each machine and component. */
    MACHINERY {
        @Override
        List<Rule> rules(Discover settings) {
            return List.of(
                    below(settings, Namespaces.MACHINERY, 1004, List.of("*"), List.of()),
                    below(settings, Namespaces.MACHINERY, 1002, STATE, List.of()),
                    below(settings, Namespaces.MACHINERY, 1008, STATE, List.of()),
                    below(settings, Namespaces.MACHINERY, 1009, List.of("*"), NOT_VALUES),
                    below(settings, Namespaces.MACHINERY, 1015, List.of("*"), NOT_VALUES));
        }
    },
    /** OPC 30050: status, administration and state machines of each packaging machine. */
    PACKML {
        @Override
        List<Rule> rules(Discover settings) {
            return List.of(
                    below(settings, Namespaces.PACKML, 6, List.of("TagID", "PackMLVersion"), List.of()),
                    below(settings, Namespaces.PACKML, 4, List.of("*"), NOT_VALUES),
                    below(settings, Namespaces.PACKML, 5, List.of("*"), NOT_VALUES),
                    below(settings, Namespaces.PACKML, 3, STATE, List.of()),
                    below(settings, Namespaces.PACKML, 2, STATE, List.of()),
                    below(settings, Namespaces.PACKML, 1, STATE, List.of()));
        }
    },
    /** OPC 40077 (EUROMAP 77) with OPC 40083: machine, status, the active job, and temperature zones of each injection moulding machine. */
    EUROMAP77 {
        @Override
        List<Rule> rules(Discover settings) {
            List<String> include = List.of(
                    "MachineInformation/*",
                    "MachineConfiguration/UserMachineName",
                    "MachineConfiguration/LocationName",
                    "MachineStatus/*",
                    "MachineMESStatus/StandstillReasonId",
                    "MachineMESStatus/ProductionControl/ProductionStatus",
                    "Jobs/ActiveJob/*",
                    "Jobs/ActiveJobValues/*",
                    "InjectionUnits/*/TemperatureZones/*/*",
                    "Moulds/*/TemperatureZones/*/*",
                    "**/TemperatureZones/*/ActualTemperature",
                    "**/TemperatureZones/*/NominalTemperature");
            return List.of(below(settings, Namespaces.IMM2MES, 1007, include, NOT_VALUES));
        }
    };

    private static final List<String> STATE = List.of("CurrentState", "CurrentState/Number");
    private static final List<String> NOT_VALUES = List.of("NodeVersion", "DefaultInstanceBrowseName");

    /** Folders that every server of a model has, which tell nothing in a point's name. */
    private static final List<String> SILENT =
            List.of("Machines", "DeviceSet", "PackMLObjects", "MachineryBuildingBlocks");

    abstract List<Rule> rules(Discover settings);

    private static Rule below(
            Discover settings, String namespace, long type, List<String> include, List<String> exclude) {
        NodeAddress object = new NodeAddress(namespace, 0, UInteger.valueOf(type));
        return settings.rule(object, include, exclude, SILENT);
    }

    /** Namespace URIs of the models. */
    static final class Namespaces {
        static final String MACHINERY = "http://opcfoundation.org/UA/Machinery/";
        static final String PACKML = "http://opcfoundation.org/UA/PackML/";
        static final String IMM2MES = "http://opcfoundation.org/UA/PlasticsRubber/IMM2MES/";

        private Namespaces() {}
    }
}
