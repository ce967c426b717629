package io.fieldpost.agent.browse;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Remark;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A driver's surroundings without an agent: what it says goes to the person who waits. */
public final class BrowseContext implements DriverContext {
    private final String source;
    private final String gateway;
    private final Path directory;
    private final Path protocolDirectory;
    private final Consumer<String> told;

    /**
     * Surroundings of one driver.
     *
     * @param gateway in whose name it speaks
     * @param directory where it keeps the certificates that it trusts
     * @param protocolDirectory where it keeps its own
     * @param told gets a line for each remark
     */
    public BrowseContext(String source, String gateway, Path directory, Path protocolDirectory, Consumer<String> told) {
        this.source = source;
        this.gateway = gateway;
        this.directory = directory;
        this.protocolDirectory = protocolDirectory;
        this.told = told;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public String gateway() {
        return gateway;
    }

    @Override
    public Path protocolDirectory() {
        return protocolDirectory;
    }

    @Override
    public void remark(Remark remark) {
        if (!remark.text().isEmpty()) {
            told.accept(remark.subject() + ": " + remark.text());
        }
    }

    /** The next call to the driver fails, and says why. */
    @Override
    public void connectionLost(DriverException cause) {}
}
