package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.GpioAddress;
import io.fieldpost.driver.gpio.address.I2cAddress;
import io.fieldpost.driver.gpio.address.InputAddress;
import io.fieldpost.driver.gpio.address.LedAddress;
import io.fieldpost.driver.gpio.address.OneWireAddress;
import io.fieldpost.driver.gpio.address.OutputAddress;
import io.fieldpost.driver.gpio.address.PwmAddress;
import io.fieldpost.driver.gpio.address.SpiAddress;
import io.fieldpost.driver.gpio.pin.Chips;
import io.fieldpost.driver.gpio.pin.Lines;
import io.fieldpost.driver.gpio.sensor.ConversionPause;
import io.fieldpost.driver.gpio.sensor.Mcp3008;
import io.fieldpost.driver.gpio.sensor.Sensor;
import io.fieldpost.driver.gpio.sensor.SpiDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What of the board this source has in use: each line and chip once, for all points that name it. One thread. */
final class Circuit {
    private final BoardFiles board;
    private final LinesOpening linesOpening;
    private final Chips chips;
    private final NumberBook book;
    private final LongSupplier nanoTime;
    private final ConversionPause pause;

    // From first use to close.
    private @Nullable Lines lines;
    private final Map<Integer, WatchedInput> inputs = new LinkedHashMap<>();
    private final Map<Integer, SwitchedOutput> outputs = new LinkedHashMap<>();
    private final Map<Integer, PwmChannel> pulses = new LinkedHashMap<>();
    private final Map<PwmChannels.Place, Integer> channelLines = new HashMap<>();
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Map<String, SpiDevice> spiDevices = new HashMap<>();

    /** Opens the way to the lines, when the first is used. */
    @FunctionalInterface
    interface LinesOpening {
        Lines open() throws DriverException;
    }

    Circuit(
            BoardFiles board,
            LinesOpening linesOpening,
            Chips chips,
            NumberBook book,
            LongSupplier nanoTime,
            ConversionPause pause) {
        this.board = board;
        this.linesOpening = linesOpening;
        this.chips = chips;
        this.book = book;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * What an address is on this board; opens it when it is new.
     *
     * @throws DriverException {@code CONFIGURATION} when the board has no such thing, or another point uses it otherwise
     */
    Channel channel(GpioAddress address) throws DriverException {
        if (address instanceof InputAddress input) {
            return new InputChannel(input(input), input.use());
        } else if (address instanceof OutputAddress output) {
            return new OutputChannel(output(output), book);
        } else if (address instanceof PwmAddress pwm) {
            return pwm(pwm);
        } else if (address instanceof I2cAddress i2c) {
            Sensor sensor = sensor(i2c);
            return () -> Channel.Reading.good(new Value.Real(sensor.measure(i2c.quantity(), i2c.parameter())));
        } else if (address instanceof SpiAddress spi) {
            SpiDevice device = spiDevice(spi);
            return () ->
                    Channel.Reading.good(new Value.Real(Mcp3008.volts(device, spi.channel(), spi.referenceVolts())));
        } else if (address instanceof OneWireAddress oneWire) {
            return OneWireChannel.of(oneWire, board);
        }
        return LedChannel.of((LedAddress) address, board);
    }

    private WatchedInput input(InputAddress address) throws DriverException {
        WatchedInput known = inputs.get(address.line());
        if (known == null) {
            free(address.line(), outputs.containsKey(address.line()) || pulses.containsKey(address.line()));
            long before = book.number(NumberBook.Kind.COUNTER, address.line());
            known = new WatchedInput(lines(), address, before, nanoTime);
            inputs.put(address.line(), known);
        } else if (!known.wiring().equals(address.wiring())) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "another point of line " + address.line()
                            + " has other options; write the same pull, active-low and debounce for all");
        }
        return known;
    }

    private SwitchedOutput output(OutputAddress address) throws DriverException {
        SwitchedOutput known = outputs.get(address.line());
        if (known == null) {
            free(address.line(), inputs.containsKey(address.line()) || pulses.containsKey(address.line()));
            boolean last = book.number(NumberBook.Kind.OUTPUT, address.line()) == 1;
            known = new SwitchedOutput(lines(), address, last);
            outputs.put(address.line(), known);
        } else if (!known.address().equals(address)) {
            throw new DriverException(
                    Reason.CONFIGURATION, "another point of line " + address.line() + " has other options");
        }
        return known;
    }

    private PwmChannel pwm(PwmAddress address) throws DriverException {
        PwmChannel known = pulses.get(address.line());
        if (known == null) {
            free(address.line(), inputs.containsKey(address.line()) || outputs.containsKey(address.line()));
            PwmChannels.Place place = PwmChannels.of(address.line(), board);
            Integer other = channelLines.putIfAbsent(place, address.line());
            if (other != null && other != address.line()) {
                throw new DriverException(
                        Reason.CONFIGURATION, "line " + address.line() + " has the same PWM channel as line " + other);
            }
            known = new PwmChannel(address, chips.pwm(place.chip(), place.channel(), address.frequencyHz()));
            pulses.put(address.line(), known);
        } else if (!known.address().equals(address)) {
            throw new DriverException(
                    Reason.CONFIGURATION, "another point of line " + address.line() + " has other options");
        }
        return known;
    }

    private static void free(int line, boolean taken) throws DriverException {
        if (taken) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "another point uses line " + line + " in another way; give it a line of its own");
        }
    }

    private Lines lines() throws DriverException {
        Lines known = lines;
        if (known == null) {
            known = linesOpening.open();
            lines = known;
        }
        return known;
    }

    private Sensor sensor(I2cAddress address) throws DriverException {
        String place = address.bus() + "/" + address.device();
        String key = place + " " + address.kind();
        Sensor known = sensors.get(key);
        if (known == null) {
            if (sensors.keySet().stream().anyMatch(other -> other.startsWith(place + " "))) {
                throw new DriverException(Reason.CONFIGURATION, "another point says another sensor is there");
            }
            usable("dev/i2c-" + address.bus(), "dtparam=i2c_arm=on", "i2c");
            known = address.kind().at(chips.i2c(address.bus(), address.device()), pause);
            sensors.put(key, known);
        }
        return known;
    }

    private SpiDevice spiDevice(SpiAddress address) throws DriverException {
        String key = address.bus() + "." + address.chipSelect();
        SpiDevice known = spiDevices.get(key);
        if (known == null) {
            usable("dev/spidev" + key, "dtparam=spi=on", "spi");
            known = chips.spi(address.bus(), address.chipSelect(), Mcp3008.CLOCK_HZ);
            spiDevices.put(key, known);
        }
        return known;
    }

    private void usable(String device, String parameter, String group) throws DriverException {
        Path file = board.path(device);
        if (!Files.exists(file)) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "there is no /" + device + "; on a Raspberry Pi write " + parameter
                            + " into /boot/firmware/config.txt and start it again");
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "/" + device + " may not be opened; put the agent's user into the group " + group);
        }
    }

    /** Begins a round: what was seen and measured before no longer counts. */
    void beginRound() {
        inputs.values().forEach(WatchedInput::look);
        sensors.values().forEach(Sensor::beginRound);
    }

    /** Inputs in use. */
    Collection<WatchedInput> inputs() {
        return inputs.values();
    }

    /** Leaves outputs in their safe state; before anything else that may take its time at the end. */
    void closeOutputs() {
        outputs.values().forEach(SwitchedOutput::close);
        outputs.clear();
        pulses.values().forEach(PwmChannel::close);
        pulses.clear();
    }

    /** Leaves outputs in their safe state and gives everything back. */
    void close() {
        closeOutputs();
        inputs.values().forEach(WatchedInput::close);
        chips.close();
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }
}
