/**
 * AMD64's paging modes as data.
 *
 * <p>{@link dev.vmi4j.arch.amd64.paging.Amd64Paging} makes a mode from CR0, CR4 and EFER and takes the translation root
 * out of CR3; {@link dev.vmi4j.arch.amd64.paging.Amd64PagingOptions} has what registers do not tell.
 */
@NullMarked
package dev.vmi4j.arch.amd64.paging;

import org.jspecify.annotations.NullMarked;
