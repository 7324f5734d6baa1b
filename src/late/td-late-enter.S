/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stub jumps here when its function is called for the first time, its entry in r11 and everything
 * else as the caller left it: arguments in registers and on the stack, the number of vector
 * registers of a variadic call in al. All of it is kept while the function is looked up; then the
 * function begins as if it had been called directly. */

#ifdef __x86_64__

  .section .note.GNU-stack,"",@progbits
  .text
  .globl td_late_enter
  .hidden td_late_enter
  .type td_late_enter,@function
td_late_enter:
  .cfi_startproc
  endbr64
  push %rdi
  push %rsi
  push %rdx
  push %rcx
  push %r8
  push %r9
  push %r10
  push %rax
  .cfi_adjust_cfa_offset 64
  sub $136, %rsp
  .cfi_adjust_cfa_offset 136
  movups %xmm0, (%rsp)
  movups %xmm1, 16(%rsp)
  movups %xmm2, 32(%rsp)
  movups %xmm3, 48(%rsp)
  movups %xmm4, 64(%rsp)
  movups %xmm5, 80(%rsp)
  movups %xmm6, 96(%rsp)
  movups %xmm7, 112(%rsp)
  mov %r11, %rdi
  call td_late_resolve
  mov %rax, %r11
  movups (%rsp), %xmm0
  movups 16(%rsp), %xmm1
  movups 32(%rsp), %xmm2
  movups 48(%rsp), %xmm3
  movups 64(%rsp), %xmm4
  movups 80(%rsp), %xmm5
  movups 96(%rsp), %xmm6
  movups 112(%rsp), %xmm7
  add $136, %rsp
  .cfi_adjust_cfa_offset -136
  pop %rax
  pop %r10
  pop %r9
  pop %r8
  pop %rcx
  pop %rdx
  pop %rsi
  pop %rdi
  .cfi_adjust_cfa_offset -64
  jmp *%r11
  .cfi_endproc
  .size td_late_enter, . - td_late_enter

#endif
