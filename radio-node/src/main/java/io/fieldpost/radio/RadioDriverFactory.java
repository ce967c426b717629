package io.fieldpost.radio;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.receiver.RtlTcpReceiver;

/** Makes drivers of protocol {@code radio}. */
public final class RadioDriverFactory implements DriverFactory<RadioSettings> {
    @Override
    public String protocol() {
        return "radio";
    }

    @Override
    public Class<RadioSettings> configType() {
        return RadioSettings.class;
    }

    @Override
    public Driver create(RadioSettings config, DriverContext context) {
        RtlTcpReceiver receiver = new RtlTcpReceiver(
                RtlTcpAddress.parse(config.receiver()), context.source() + "-receiver", System::nanoTime);
        return new RadioDriver(config, context, receiver, System::nanoTime);
    }
}
