//! The `chancery` program: everything happens in the library.

fn main() -> std::process::ExitCode {
    chancery::cli::main()
}
