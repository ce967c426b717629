package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.gateway.PluginProcess;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every promise in true processes, some twenty of them one after the other; asked for by name, because they take ten to twenty seconds. */
@EnabledIfSystemProperty(named = "fieldpost.processes", matches = "true")
class RealContractTest extends ProcessContract {
    @Override
    Child.Start start() {
        return source -> JavaChild.start(new PluginProcess("simulated", ByteSize.parse("32MiB")), source);
    }
}
