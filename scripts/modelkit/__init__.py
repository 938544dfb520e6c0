"""What the scripts of this folder share: photos in, model packages (model.onnx + model.json) out."""
