package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.source.DriverThread;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PluginOutputTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong slowed = new AtomicLong();
    private final PluginOutput output = new PluginOutput(now::get, slowed::incrementAndGet);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = output.stream(new PrintStream(written, true));

    private void inPlugin(Runnable work) throws InterruptedException {
        Thread thread = new DriverThread(new PluginThreads("acme", new Conduct()), work, "acme");
        thread.start();
        thread.join();
    }

    @Test
    void agentWritesAsItLikes() {
        stream.print("x".repeat(1_000_000));
        assertThat(written.size()).isEqualTo(1_000_000);
    }

    @Test
    void pluginWritesABurstAndThenLittle() throws InterruptedException {
        inPlugin(() -> {
            for (int i = 0; i < 100_000; i++) {
                stream.print("0123456789");
            }
        });
        assertThat(written.size()).isEqualTo(65_530);
        assertThat(output.cut("acme")).isEqualTo(1_000_000 - 65_530);
        assertThat(slowed.get()).as("each cut print slows its thread").isEqualTo(100_000 - 6_553);
        now.addAndGet(10_000_000_000L);
        inPlugin(() -> {
            for (int i = 0; i < 100_000; i++) {
                stream.print("0123456789");
            }
        });
        assertThat(written.size()).as("256 bytes a second, in whole prints").isEqualTo(65_530 + 2_560);
        assertThat(output.cut("other")).isZero();
        stream.print("the agent");
        assertThat(written.toString()).endsWith("the agent");
    }

    @Test
    void threadThatAPluginMakesIsOneOfIt() throws InterruptedException {
        inPlugin(() -> {
            Thread own = new Thread(() -> stream.print("x".repeat(1_000_000)));
            own.start();
            try {
                own.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(written.size()).isLessThan(70_000);
        assertThat(output.cut("acme")).isGreaterThan(900_000);
    }
}
