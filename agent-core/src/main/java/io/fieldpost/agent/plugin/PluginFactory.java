package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.source.PendingCall;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * A plug-in's factory as the agent meets it: what does not change is asked for once, when it is loaded, and every question runs on a thread of the
 * plug-in with a deadline, so that whoever reads a configuration or steps a source never waits for it. {@link #create} and
 * {@link #remarks} are for the source's own thread, which has a deadline.
 *
 * @param <C> the record that holds its settings
 */
public final class PluginFactory<C extends Record> implements DriverFactory<C> {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_TOLD = 10_000;

    private final DriverFactory<C> driver;
    private final PluginClassLoader classes;
    private final String protocol;
    private final Class<C> configType;
    private final boolean canWrite;
    private final boolean canCall;
    private final List<DeviceOperation> operations;
    private volatile boolean silent;

    /** Asks the driver's factory; on a thread of the plug-in. */
    PluginFactory(DriverFactory<C> driver, PluginClassLoader classes) {
        this.driver = driver;
        this.classes = classes;
        this.protocol = driver.protocol();
        this.configType = driver.configType();
        this.canWrite = driver.canWrite();
        this.canCall = driver.canCall();
        this.operations = List.copyOf(driver.operations());
    }

    /** The plug-in's name. */
    public String plugin() {
        return classes.threads().plugin();
    }

    PluginClassLoader classes() {
        return classes;
    }

    /** Where its drivers' conduct is counted. */
    public Conduct conduct() {
        return classes.threads().conduct();
    }

    /** A thread in which its drivers may run; it has not begun. */
    public Thread thread(Runnable work, String name) {
        return classes.thread(work, name);
    }

    /** Runs one after the other what a driver wants to be run, on a thread of the plug-in; what waits beyond a bound is left out. */
    public Executor told(String source) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_TOLD),
                work -> thread(work, "kept-" + source),
                new ThreadPoolExecutor.DiscardPolicy());
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private <T> T asked(String question, Callable<T> work, T otherwise) {
        if (silent) {
            return otherwise;
        }
        PendingCall<T> call = classes.questions().begin(work);
        try {
            if (!call.await(PATIENCE_NANOS)) {
                silent = true;
                conduct().overdue(call);
                call.interrupt();
                Logger.warn(
                        "plug-in {}: its driver {} did not return from {}, and is not asked again",
                        plugin(),
                        protocol,
                        question);
                return otherwise;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
        T answer = call.result();
        if (answer == null) {
            Logger.warn(
                    "plug-in {}: {} of its driver {} gave nothing: {}", plugin(), question, protocol, call.failure());
            return otherwise;
        }
        return answer;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public Class<C> configType() {
        return configType;
    }

    @Override
    public Driver create(C config, DriverContext context) throws DriverException {
        return driver.create(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        return asked("complaintAbout", () -> driver.complaintAbout(address), "");
    }

    @Override
    public boolean canWrite() {
        return canWrite;
    }

    @Override
    public boolean canCall() {
        return canCall;
    }

    @Override
    public List<DeviceOperation> operations() {
        return operations;
    }

    @Override
    public String complaintAboutMethod(String object, String address) {
        return asked("complaintAboutMethod", () -> driver.complaintAboutMethod(object, address), "");
    }

    @Override
    public List<Remark> remarks(C config) {
        return driver.remarks(config);
    }

    @Override
    public String settingForUrl(String url) {
        return asked("settingForUrl", () -> driver.settingForUrl(url), "");
    }

    @Override
    public void warmUp() {
        driver.warmUp();
    }
}
