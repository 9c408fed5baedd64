//! The `chancery` program: everything happens in the library.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
