package io.fieldpost.driver.gpio.pin;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The library's contexts for lines, one a provider for all sources of the process: libgpiod's chip is one for the process there, and the
 * first context that ends would close it under the others. The last source ends the context and its threads. Any thread.
 */
final class SharedContexts {
    private static final Map<String, Shared> BY_PROVIDER = new HashMap<>();

    private static final class Shared {
        final Context context;
        int users;

        Shared(Context context) {
            this.context = context;
        }
    }

    private SharedContexts() {}

    static Context take(LineProvider provider) throws DriverException {
        synchronized (BY_PROVIDER) {
            @Nullable Shared shared = BY_PROVIDER.get(provider.name());
            if (shared == null) {
                shared = new Shared(open(provider));
                BY_PROVIDER.put(provider.name(), shared);
            }
            shared.users++;
            return shared.context;
        }
    }

    static void giveBack(LineProvider provider) {
        synchronized (BY_PROVIDER) {
            @Nullable Shared shared = BY_PROVIDER.get(provider.name());
            if (shared != null && --shared.users == 0) {
                BY_PROVIDER.remove(provider.name());
                Contexts.end(shared.context);
            }
        }
    }

    private static Context open(LineProvider provider) throws DriverException {
        try {
            Supplier<DigitalOutputProvider> outputs = provider.outputs();
            return outputs == null
                    ? Contexts.with(provider.inputs().get())
                    : Contexts.with(provider.inputs().get(), outputs.get());
        } catch (RuntimeException | LinkageError e) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "provider " + provider.name() + " can't be started with this board: " + Contexts.cause(e)
                            + "; write provider: " + (provider.name().equals("gpiod") ? "linuxfs" : "gpiod")
                            + " to try the other",
                    e);
        }
    }
}
