package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * An agent whose store keeps what a test wants.
 *
 * @param store gets what is to be run once the store has kept it
 */
record KeepingContext(TestContext inner, Consumer<Runnable> store) implements DriverContext {
    @Override
    public String source() {
        return inner.source();
    }

    @Override
    public String gateway() {
        return inner.gateway();
    }

    @Override
    public InstantSource clock() {
        return inner.clock();
    }

    @Override
    public Path directory() {
        return inner.directory();
    }

    @Override
    public Path protocolDirectory() {
        return inner.protocolDirectory();
    }

    @Override
    public void remark(Remark remark) {
        inner.remark(remark);
    }

    @Override
    public void whenKept(Runnable then) {
        store.accept(then);
    }

    @Override
    public void connectionLost(DriverException cause) {
        inner.connectionLost(cause);
    }
}
