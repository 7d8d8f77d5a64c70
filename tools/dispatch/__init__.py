"""The parts of `dispatch-incidents`: a conversation with `dingge rpc`, incidents, and their paths."""
