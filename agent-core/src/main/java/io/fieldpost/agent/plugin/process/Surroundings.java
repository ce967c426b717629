package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import java.util.List;

/**
 * What a child is told before it makes its driver.
 *
 * @param plugin name of the plug-in
 * @param jars the copies that the agent has judged
 * @param factory name of the class
 * @param settings as {@link io.fieldpost.config.SettingsText} writes them
 * @param machineClock whether the agent's clock is that of the machine, which the child has too; else it asks
 */
record Surroundings(
        String plugin,
        List<String> jars,
        String factory,
        String settings,
        String source,
        String gateway,
        String directory,
        String protocolDirectory,
        boolean machineClock) {
    void write(ByteSink sink) {
        sink.text(plugin);
        Fields.texts(sink, jars);
        sink.text(factory);
        sink.text(settings);
        sink.text(source);
        sink.text(gateway);
        sink.text(directory);
        sink.text(protocolDirectory);
        Fields.flag(sink, machineClock);
    }

    static Surroundings read(ByteSource source) throws DamagedBatchException {
        return new Surroundings(
                source.string(),
                Fields.texts(source),
                source.string(),
                source.string(),
                source.string(),
                source.string(),
                source.string(),
                source.string(),
                Fields.flag(source));
    }
}
