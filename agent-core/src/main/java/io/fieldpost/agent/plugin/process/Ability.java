package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Writable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What a driver can do beyond opening and closing: what it is an instance of. */
enum Ability {
    POLLED(PolledDriver.class),
    STREAMING(StreamingDriver.class),
    WRITABLE(Writable.class),
    BROWSABLE(Browsable.class),
    INVOCABLE(Invocable.class),
    OPERABLE(Operable.class);

    private final Class<?> type;

    Ability(Class<?> type) {
        this.type = type;
    }

    /** The abilities of a driver, one bit each. */
    static int of(Driver driver) {
        int bits = 0;
        for (Ability ability : values()) {
            bits |= ability.type.isInstance(driver) ? 1 << ability.ordinal() : 0;
        }
        return bits;
    }

    /** The same driver, an instance of these abilities and no others: the agent decides by them what it asks of it. */
    static Driver of(int bits, ConnectedDriver driver) {
        List<Class<?>> types = new ArrayList<>();
        types.add(Driver.class);
        for (Ability ability : values()) {
            if ((bits & 1 << ability.ordinal()) != 0) {
                types.add(ability.type);
            }
        }
        return (Driver) Proxy.newProxyInstance(
                Ability.class.getClassLoader(),
                types.toArray(Class<?>[]::new),
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? ofObject(proxy, method, arguments)
                        : invoked(method, driver, arguments));
    }

    private static Object invoked(Method method, ConnectedDriver driver, Object[] arguments) throws Throwable {
        try {
            return method.invoke(driver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a driver in a process of its own";
        };
    }
}
