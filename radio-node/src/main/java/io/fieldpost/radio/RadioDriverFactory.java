package io.fieldpost.radio;

import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import io.fieldpost.radio.node.MissionDesk;
import io.fieldpost.radio.node.NodeFiles;
import io.fieldpost.radio.node.PanoramaNode;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.PanoramaAddress;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.receiver.SampleAddress;
import io.fieldpost.radio.receiver.eb200.SampleReceivers;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.List;

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
    public List<DeviceOperation> operations() {
        return MissionDesk.OPERATIONS;
    }

    /** What is wrong with the files that the settings name, so that {@code fieldpost doctor} tells it before the node fails. */
    @Override
    public List<Remark> remarks(RadioSettings config) {
        try {
            NodeFiles.read(config, config.address() instanceof Eb200Address);
            return List.of();
        } catch (DriverException e) {
            return List.of(new Remark("files", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Driver create(RadioSettings config, DriverContext context) throws DriverException {
        ReceiverAddress address = config.address();
        if (address instanceof PanoramaAddress panorama) {
            return new PanoramaDriver(new PanoramaNode(config, panorama, context, System::nanoTime), context);
        }
        return new RadioDriver(
                config,
                context,
                SampleReceivers.of((SampleAddress) address, context.source() + "-receiver", System::nanoTime),
                System::nanoTime);
    }
}
