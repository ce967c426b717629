package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import io.fieldpost.driver.modbus.address.Table;

/** Which function of the protocol reads and writes which table, in the library's terms. */
final class Pdus {
    private Pdus() {}

    static ModbusRequestPdu read(Table table, int first, int count) {
        return switch (table) {
            case COIL -> new ReadCoilsRequest(first, count);
            case DISCRETE -> new ReadDiscreteInputsRequest(first, count);
            case INPUT -> new ReadInputRegistersRequest(first, count);
            case HOLDING -> new ReadHoldingRegistersRequest(first, count);
        };
    }

    /** What a table held; empty of an answer to something else. */
    static byte[] data(ModbusResponsePdu answer) {
        if (answer instanceof ReadHoldingRegistersResponse registers) {
            return registers.registers();
        } else if (answer instanceof ReadInputRegistersResponse registers) {
            return registers.registers();
        } else if (answer instanceof ReadCoilsResponse bits) {
            return bits.coils();
        }
        return answer instanceof ReadDiscreteInputsResponse bits ? bits.inputs() : new byte[0];
    }

    static ModbusRequestPdu write(Table table, int first, byte[] data, boolean alwaysMultiple) {
        if (table == Table.COIL) {
            return data.length == 1 && !alwaysMultiple
                    ? new WriteSingleCoilRequest(first, data[0] != 0)
                    : new WriteMultipleCoilsRequest(first, data.length, packed(data));
        }
        return data.length == 2 && !alwaysMultiple
                ? new WriteSingleRegisterRequest(first, (data[0] & 0xFF) << 8 | (data[1] & 0xFF))
                : new WriteMultipleRegistersRequest(first, data.length / 2, data);
    }

    /** Whether an answer repeats what was to be written, as the standard wants. */
    static boolean confirms(ModbusRequestPdu request, ModbusResponsePdu answer) {
        if (request instanceof WriteSingleCoilRequest coil) {
            return answer.equals(new WriteSingleCoilResponse(coil.address(), coil.value()));
        } else if (request instanceof WriteSingleRegisterRequest register) {
            return answer.equals(new WriteSingleRegisterResponse(register.address(), register.value()));
        } else if (request instanceof WriteMultipleCoilsRequest coils) {
            return answer.equals(new WriteMultipleCoilsResponse(coils.address(), coils.quantity()));
        }
        return request instanceof WriteMultipleRegistersRequest registers
                && answer.equals(new WriteMultipleRegistersResponse(registers.address(), registers.quantity()));
    }

    /** One byte for each bit, from eight in a byte, the lowest first. */
    static byte[] unpacked(byte[] packed, int count) {
        byte[] bits = new byte[count];
        for (int i = 0; i < count; i++) {
            bits[i] = (byte) (packed[i / 8] >> i % 8 & 1);
        }
        return bits;
    }

    private static byte[] packed(byte[] bits) {
        byte[] packed = new byte[(bits.length + 7) / 8];
        for (int i = 0; i < bits.length; i++) {
            packed[i / 8] |= (byte) (bits[i] << i % 8);
        }
        return packed;
    }
}
