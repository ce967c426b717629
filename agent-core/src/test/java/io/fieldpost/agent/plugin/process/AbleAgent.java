package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** An agent that can be killed: it starts one driver in a process, prints the process's number and waits. */
public final class AbleAgent {
    private AbleAgent() {}

    /** Takes the plug-in's jar and the file that the driver writes at its close. */
    public static void main(String[] args) throws Exception {
        PluginProcess process = new PluginProcess("able", ByteSize.parse("32MiB"));
        PolledDriver driver = (PolledDriver) new ProcessFactory<>(
                        new AbleFactory(),
                        "able",
                        List.of(Path.of(args[0])),
                        source -> JavaChild.start(process, source))
                .create(
                        AbleFactory.settings(false, "close:" + args[1], null),
                        new TestContext("press-1", InstantSource.system(), Path.of(args[1] + "-directory")));
        driver.open();
        Value pid = driver.read(AblePlugin.points("press-1", "pid")).get(0).value();
        System.out.println(((Value.Int) pid).value());
        driver.read(AblePlugin.points("press-1", "sleep"));
    }
}
