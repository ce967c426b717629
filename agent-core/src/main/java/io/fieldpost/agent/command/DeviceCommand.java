package io.fieldpost.agent.command;

import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import java.util.List;

/** One thing to ask of a device. Its limits have been checked. */
public sealed interface DeviceCommand {
    /** What is asked, for a person: {@code write of barrel_setpoint}. */
    String what();

    /**
     * Asks a driver; blocks until the device has answered.
     *
     * @throws DriverException as {@link Writable#write} throws it
     */
    Outcome ask(Driver driver) throws DriverException;

    /** A value for a point. */
    record Write(Point point, Value value) implements DeviceCommand {
        @Override
        public String what() {
            return "write of " + point.name();
        }

        @Override
        public Outcome ask(Driver driver) throws DriverException {
            if (driver instanceof Writable writable) {
                DeviceStatus said = writable.write(point, value);
                return Outcome.done(said == null ? DeviceStatus.OK : said, List.of());
            }
            return Outcome.of(Outcome.Result.REFUSED, "the driver of source " + point.source() + " can't write");
        }
    }

    /** Something that the driver does itself. */
    record Operate(String source, String operation, Value.Record arguments) implements DeviceCommand {
        @Override
        public String what() {
            return "operation " + operation;
        }

        @Override
        public Outcome ask(Driver driver) throws DriverException {
            if (driver instanceof Operable operable) {
                return Outcome.done(null, List.of(operable.operate(operation, arguments)));
            }
            return Outcome.of(Outcome.Result.REFUSED, "the driver of source " + source + " knows no operations");
        }
    }

    /** A call of a method. */
    record Call(DeviceMethod method, List<Value> arguments) implements DeviceCommand {
        @Override
        public String what() {
            return "call of " + method.name();
        }

        @Override
        public Outcome ask(Driver driver) throws DriverException {
            if (driver instanceof Invocable invocable) {
                MethodAnswer said = invocable.call(method, arguments);
                return said == null
                        ? Outcome.done(DeviceStatus.OK, List.of())
                        : Outcome.done(said.status(), said.outputs());
            }
            return Outcome.of(Outcome.Result.REFUSED, "the driver of source " + method.source() + " knows no methods");
        }
    }
}
