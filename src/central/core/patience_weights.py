"""Weights of `patience.features`: written by `scripts/train_patience.py`, never by hand."""

from __future__ import annotations

_TABLE = """
aberta:+0.84 acena:-0.49 agradece:-0.96 continua:+0.34 correcao:-0.20 espera:+0.70 fim=:+0.05 fim=!:-0.97 fim=#:-0.90
fim=?:-0.76 lugar=0:-0.01 lugar=1:-0.44 lugar=2:-0.61 lugar=3:-0.99 maiuscula:-0.77 numero:+0.15 palavras=0:-0.18
palavras=1:+0.21 palavras=2:+0.40 palavras=3:-0.07 palavras=4:-0.51 palavras=5:-0.81 palavras=6:-0.81 palavras=7:-0.11
palavras=8:-0.52 pede:-0.39 pergunta:-1.16 pergunta&fim=:-0.86 pergunta&fim=#:-0.32 pergunta&fim=?:-0.27
pergunta&palavras=1:-0.15 pergunta&palavras=2:-0.61 pergunta&palavras=3:-0.65 pergunta&palavras=4:+0.06
pergunta&palavras=5:-0.21 presa:+0.98 primeira=1:+0.61 primeira=2:+0.08 primeira=3:+0.24 primeira=a:+0.16
primeira=aceita:-0.01 primeira=achei:+0.11 primeira=acho:+0.20 primeira=agora:+0.24 primeira=ah:+0.04
primeira=ainda:-0.15 primeira=alguem:+0.33 primeira=amei:+0.08 primeira=aquele:+0.09 primeira=aqui:+0.24
primeira=ate:-0.11 primeira=azul:-0.10 primeira=boa:+0.01 primeira=bom:+0.07 primeira=cade:-0.46 primeira=cep:+0.03
primeira=chega:+0.59 primeira=chegou:+0.11 primeira=claro:-0.08 primeira=com:-0.21 primeira=como:-0.30
primeira=comprei:-0.06 primeira=da:+0.35 primeira=de:-0.42 primeira=deixa:+0.05 primeira=demora:+0.01
primeira=depois:+0.02 primeira=desculpa:+0.42 primeira=dia:-0.39 primeira=do:+0.02 primeira=dura:-0.43 primeira=e:-0.18
primeira=eai:-0.12 primeira=ela:+0.57 primeira=ele:+0.27 primeira=em:+0.14 primeira=entendi:+0.20 primeira=entrega:+0.33
primeira=esse:+0.25 primeira=eu:+0.26 primeira=faz:+0.21 primeira=fica:-0.15 primeira=fiz:+0.33 primeira=frete:+0.20
primeira=funciona:+0.02 primeira=gostaria:+0.13 primeira=gostei:+0.57 primeira=hmm:+0.02 primeira=isso:-0.24
primeira=ja:+0.08 primeira=k:+0.25 primeira=mais:-0.10 primeira=manda:-0.01 primeira=mas:+0.37 primeira=me:-0.15
primeira=meu:+0.63 primeira=minha:+0.57 primeira=moca:+0.50 primeira=moro:+0.17 primeira=muito:-0.34 primeira=na:+0.16
primeira=nada:+0.26 primeira=nao:+0.06 primeira=ninguem:+0.16 primeira=no:-0.14 primeira=nossa:-0.18 primeira=o:-0.36
primeira=obrigada:+0.38 primeira=oi:+0.13 primeira=oie:-0.12 primeira=ok:+0.05 primeira=ola:-0.14 primeira=olha:+0.23
primeira=onde:-0.17 primeira=opa:-0.23 primeira=paguei:+0.13 primeira=parcela:+0.56 primeira=perfume:-0.07
primeira=pode:-0.22 primeira=por:+0.21 primeira=posso:+0.21 primeira=pq:+0.02 primeira=pra:-0.03 primeira=preciso:-0.15
primeira=preco:-0.31 primeira=preto:+0.46 primeira=qto:-0.10 primeira=quais:-0.25 primeira=qual:+0.24
primeira=quando:+0.09 primeira=quanto:+0.17 primeira=que:-0.15 primeira=quem:-0.11 primeira=queria:-0.20
primeira=quero:+0.26 primeira=se:+0.23 primeira=semana:+0.34 primeira=sera:+0.45 primeira=serve:-0.19 primeira=sim:+0.56
primeira=so:+0.06 primeira=sou:+0.57 primeira=ta:+0.13 primeira=talvez:-0.36 primeira=tamanho:+0.40 primeira=te:-0.32
primeira=tem:+0.27 primeira=tenho:+0.17 primeira=tipo:+0.15 primeira=to:+0.21 primeira=tudo:+0.47 primeira=um:+0.44
primeira=uma:+0.25 primeira=valor:+0.08 primeira=vc:+0.13 primeira=vcs:+0.02 primeira=veio:-0.18 primeira=vem:-0.21
primeira=vi:+0.27 primeira=vim:-0.39 primeira=visto:+0.28 primeira=voce:+0.08 primeira=voces:+0.08 primeira=vou:-0.24
saudacao:+0.35 saudacao+:-0.65 saudacao?:-0.12 saudacao_depois:+0.15 tamanho=0:+0.76 tamanho=1:+0.72 tamanho=2:+0.12
tamanho=3:-0.48 tamanho=4:-1.22 tamanho=5:-0.87 tamanho=6:-0.57 tem=0:-0.45 tem=010:+0.04 tem=1:+0.55 tem=10:-0.35
tem=100:-0.24 tem=100ml:-0.23 tem=15:+0.70 tem=2:+0.19 tem=20:-0.29 tem=200:-0.09 tem=3:-0.35 tem=30:-0.16 tem=36:-0.13
tem=38:+0.21 tem=40:-0.47 tem=42:+0.05 tem=44:-0.17 tem=45:-0.09 tem=46:+0.05 tem=50:+0.40 tem=50710:-0.04
tem=58400:+0.17 tem=90:+0.17 tem=a:-0.35 tem=abre:-0.12 tem=aceita:-0.01 tem=achei:+0.05 tem=acho:+0.20 tem=agora:+0.12
tem=aguardo:-0.54 tem=ah:+0.04 tem=ai:-0.78 tem=ainda:-0.53 tem=ajuda:-0.42 tem=alguem:+0.18 tem=amanha:-0.34
tem=amei:-0.07 tem=amiga:+0.35 tem=anos:+0.16 tem=antes:-0.10 tem=anuncio:-0.04 tem=aquele:+0.09 tem=aqui:-0.01
tem=as:-0.16 tem=atacado:+0.15 tem=ate:+0.23 tem=atendente:-0.03 tem=avisa:-0.18 tem=aviso:-0.19 tem=azul:+0.09
tem=barato:-0.09 tem=bebe:-0.10 tem=bege:+0.11 tem=bem:+0.23 tem=bivolt:-0.34 tem=boa:+0.10 tem=bolsa:-0.10
tem=bom:-0.45 tem=branco:-0.03 tem=brinde:-0.41 tem=cabelo:+0.31 tem=cade:-0.46 tem=calca:+0.02 tem=cancelar:-0.01
tem=caro:-0.02 tem=cartao:-0.43 tem=casa:+0.03 tem=catalogo:-0.41 tem=cep:+0.07 tem=certo:+0.07 tem=chamo:+0.04
tem=chave:-0.28 tem=chega:+0.19 tem=chegar:-0.11 tem=chegou:-0.19 tem=cidade:-0.17 tem=cinta:-0.50 tem=claro:-0.10
tem=cliente:+0.02 tem=codigo:+0.03 tem=coisa:+0.71 tem=com:+0.27 tem=como:-0.29 tem=compra:-0.32 tem=comprar:-0.36
tem=comprei:-0.03 tem=compro:-0.28 tem=comprou:+0.01 tem=conjunto:-0.24 tem=cor:+0.31 tem=cores:+0.09 tem=creme:-0.10
tem=custa:+0.39 tem=da:-0.28 tem=dar:-0.25 tem=das:-0.13 tem=de:-0.33 tem=deixa:+0.05 tem=dela:-0.16 tem=dele:-0.21
tem=demora:+0.13 tem=depois:+0.01 tem=desconto:+0.43 tem=desculpa:+0.42 tem=desse:-0.26 tem=deu:-0.16 tem=dia:+0.29
tem=dias:+0.40 tem=diferenca:+0.38 tem=disponivel:-0.07 tem=do:-0.37 tem=dois:-0.28 tem=dourado:-0.17 tem=dura:-0.43
tem=duvida:+0.11 tem=e:-0.09 tem=eai:-0.12 tem=ela:+0.29 tem=em:-0.33 tem=endereco:-0.17 tem=entendi:+0.17
tem=entrega:-0.42 tem=entregam:+0.53 tem=errado:-0.49 tem=essa:-0.37 tem=esse:-0.07 tem=eu:+0.77 tem=faco:+0.05
tem=falar:+0.32 tem=faltando:+0.24 tem=favor:-0.22 tem=faz:+0.21 tem=fazer:-0.22 tem=fica:+0.33 tem=filha:+0.02
tem=fiz:+0.09 tem=foto:+0.15 tem=frete:+0.40 tem=fui:+0.05 tem=funciona:-0.03 tem=g:-0.13 tem=garantia:-0.43
tem=gg:-0.23 tem=gosta:+0.21 tem=gostaria:+0.32 tem=gostei:-0.17 tem=grande:+0.32 tem=gratis:+0.25 tem=ha:+0.06
tem=hmm:+0.02 tem=hoje:-0.42 tem=homem:+0.02 tem=horas:-0.22 tem=igual:+0.19 tem=indica:-0.20 tem=informacoes:-0.27
tem=instagram:+0.12 tem=interessada:-0.35 tem=interesse:+0.19 tem=isso:-0.23 tem=ja:+0.08 tem=k:-0.06 tem=kit:-0.16
tem=kits:+0.25 tem=kwai:+0.47 tem=linda:-0.24 tem=lindo:+0.24 tem=link:-0.05 tem=loja:-0.18 tem=m:-0.16 tem=mae:+0.19
tem=maior:-0.49 tem=mais:-0.79 tem=mancha:+0.08 tem=manda:-0.28 tem=mandar:-0.10 tem=mandei:+0.14 tem=marido:+0.71
tem=mas:+0.27 tem=me:-0.49 tem=melhor:+0.21 tem=mes:-0.03 tem=mesmo:-0.12 tem=metade:+0.22 tem=meu:+0.41 tem=mim:-0.14
tem=minha:+0.86 tem=moca:+0.28 tem=moro:+0.16 tem=muito:-0.52 tem=na:+0.03 tem=nada:+0.14 tem=nao:-0.41 tem=natal:-0.08
tem=ne:-0.11 tem=ninguem:+0.04 tem=no:+0.34 tem=noite:-0.08 tem=nome:+0.45 tem=nossa:-0.18 tem=nota:-0.15 tem=novo:+0.01
tem=numero:-0.22 tem=o:+0.30 tem=obrigada:+0.23 tem=obrigado:-0.17 tem=oi:+0.13 tem=oie:-0.12 tem=ok:+0.05 tem=ola:-0.14
tem=olha:+0.23 tem=onde:-0.24 tem=ontem:-0.30 tem=opa:-0.23 tem=os:-0.19 tem=ou:-0.25 tem=outra:+0.54 tem=outro:+0.05
tem=p:-0.07 tem=pagar:+0.35 tem=pago:-0.26 tem=paguei:+0.24 tem=para:-0.17 tem=parcela:+0.41 tem=passa:-0.16
tem=passado:-0.21 tem=pe:+0.05 tem=pecas:+0.25 tem=pedido:-0.17 tem=pele:+0.55 tem=pelo:+0.03 tem=pensar:-0.13
tem=perfume:-0.20 tem=pix:-0.17 tem=pode:-0.20 tem=por:-0.16 tem=porque:-0.14 tem=posso:+0.16 tem=pq:+0.02 tem=pra:-0.41
tem=prazo:-0.34 tem=precisa:-0.07 tem=preciso:-0.15 tem=preco:-0.08 tem=presente:+0.39 tem=preto:+0.27
tem=procurando:+0.30 tem=produto:-0.04 tem=promocao:-0.20 tem=qto:-0.10 tem=quais:-0.25 tem=qual:-0.11 tem=quando:-0.03
tem=quantas:+0.08 tem=quanto:-0.16 tem=quantos:-0.04 tem=que:-0.11 tem=quebrado:+0.22 tem=quem:-0.22 tem=querer:+0.12
tem=queria:-0.03 tem=quero:-0.75 tem=rastreio:+0.22 tem=reais:-0.20 tem=recebi:-0.29 tem=recebo:+0.57 tem=resolveu:+0.07
tem=responde:-0.40 tem=revendedora:+0.02 tem=revender:+0.16 tem=robo:+0.32 tem=sabado:+0.10 tem=saber:+0.73
tem=sai:+0.15 tem=sao:-0.11 tem=se:+0.08 tem=sei:+0.12 tem=sem:-0.15 tem=semana:+0.46 tem=ser:+0.34 tem=sera:+0.25
tem=serve:-0.23 tem=servir:+0.23 tem=serviu:+0.33 tem=sim:-0.32 tem=site:+0.59 tem=so:-0.01 tem=sobre:+0.10
tem=sou:+0.72 tem=sp:-0.16 tem=ta:-0.32 tem=talvez:-0.36 tem=tamanho:-0.35 tem=tanto:-0.14 tem=tarde:-0.17
tem=tava:-0.30 tem=te:-0.29 tem=tem:-0.09 tem=tempo:+0.14 tem=tenho:+0.22 tem=tenis:+0.14 tem=tipo:+0.15 tem=tira:+0.42
tem=to:+0.09 tem=trabalho:-0.10 tem=troca:+0.12 tem=trocar:-0.05 tem=tudo:+0.36 tem=um:+0.08 tem=uma:+1.18
tem=unidades:-0.39 tem=usa:-0.07 tem=usar:+0.16 tem=usei:+0.62 tem=vai:-0.07 tem=vale:-0.30 tem=valor:+0.16 tem=vc:-0.27
tem=vcs:-0.12 tem=veio:-0.11 tem=vem:-0.33 tem=ver:-0.11 tem=verdade:-0.39 tem=vermelho:-0.19 tem=veste:-0.13
tem=vestido:+0.47 tem=vezes:-0.30 tem=vi:+0.50 tem=video:-0.27 tem=vim:-0.07 tem=vista:+0.12 tem=visto:+0.28
tem=voce:-0.14 tem=voces:+0.09 tem=vou:-0.25 tem=zona:+0.09 tudo:-0.44 ultima=0:-0.40 ultima=010:+0.04 ultima=100:-0.07
ultima=2:+0.01 ultima=3:-0.32 ultima=36:-0.07 ultima=38:-0.42 ultima=40:-0.37 ultima=44:+0.54 ultima=46:+0.05
ultima=90:+0.03 ultima=agora:+0.07 ultima=aguardo:-0.54 ultima=ai:-0.54 ultima=ainda:-0.26 ultima=ajuda:-0.31
ultima=alguem:+0.37 ultima=amei:+0.08 ultima=amiga:+0.25 ultima=anos:+0.26 ultima=anuncio:+0.62 ultima=aquele:+0.27
ultima=aqui:+0.16 ultima=atendente:-0.03 ultima=aviso:-0.19 ultima=azul:+0.14 ultima=bege:+0.13 ultima=bem:-0.23
ultima=bom:-0.10 ultima=branco:+0.10 ultima=cancelar:+0.07 ultima=caro:+0.13 ultima=cartao:-0.33 ultima=chamo:+0.04
ultima=chave:-0.26 ultima=chega:-0.07 ultima=chegou:-0.15 ultima=claro:-0.08 ultima=coisa:+0.79 ultima=com:+0.10
ultima=como:+0.35 ultima=comprar:+0.42 ultima=comprei:-0.14 ultima=compro:-0.20 ultima=conjunto:-0.12 ultima=cor:+0.19
ultima=creme:+0.03 ultima=custa:-0.55 ultima=de:+0.33 ultima=desconto:-0.20 ultima=dia:+0.39 ultima=dias:+0.37
ultima=dois:-0.24 ultima=dourado:-0.17 ultima=duvida:+0.11 ultima=e:-0.33 ultima=eai:-0.12 ultima=ele:-0.20
ultima=em:+0.23 ultima=entao:+0.23 ultima=entendi:+0.17 ultima=entrega:-0.31 ultima=entregam:+0.54 ultima=errado:-0.49
ultima=esse:-0.24 ultima=eu:+0.31 ultima=favor:-0.22 ultima=fica:+0.81 ultima=foto:-0.05 ultima=frete:-0.22
ultima=funciona:-0.47 ultima=g:-0.07 ultima=garantia:-0.34 ultima=gostei:-0.40 ultima=grande:+0.07 ultima=hmm:+0.02
ultima=hoje:+0.03 ultima=informacoes:-0.25 ultima=instagram:+0.14 ultima=interesse:+0.19 ultima=isso:-0.01
ultima=k:-0.06 ultima=kit:+0.21 ultima=kwai:+0.47 ultima=linda:-0.24 ultima=lindo:+0.42 ultima=link:+0.11
ultima=loja:-0.27 ultima=m:-0.04 ultima=mae:+0.24 ultima=manda:-0.14 ultima=marido:+0.71 ultima=mas:-0.16
ultima=mesmo:-0.44 ultima=moca:+0.44 ultima=moro:+0.24 ultima=muito:+0.55 ultima=nada:-0.29 ultima=nao:+0.88
ultima=ne:-0.09 ultima=noite:+0.22 ultima=novo:+0.01 ultima=o:+0.30 ultima=obrigada:+0.52 ultima=obrigado:-0.17
ultima=oi:+0.66 ultima=oie:-0.12 ultima=ok:+0.21 ultima=ola:-0.06 ultima=olha:+0.38 ultima=ontem:-0.23 ultima=opa:+0.04
ultima=outro:-0.31 ultima=pagar:-0.01 ultima=pago:-0.42 ultima=paguei:+0.30 ultima=pecas:+0.25 ultima=pedido:+0.38
ultima=pensar:-0.13 ultima=perfume:+0.30 ultima=pode:+0.49 ultima=pra:+0.21 ultima=prazo:-0.40 ultima=precisa:-0.02
ultima=preco:-0.57 ultima=presente:+0.55 ultima=preta:+0.01 ultima=preto:-0.21 ultima=produto:-0.05 ultima=quanto:-0.27
ultima=que:+0.32 ultima=quebrado:+0.22 ultima=querer:+0.12 ultima=queria:+0.47 ultima=quero:-0.08 ultima=recebi:-0.29
ultima=resolveu:+0.07 ultima=responde:-0.34 ultima=rosa:+0.22 ultima=saber:+1.00 ultima=sai:+0.04 ultima=se:+0.27
ultima=sei:+0.18 ultima=ser:+0.46 ultima=servir:+0.32 ultima=sim:+0.60 ultima=ta:-0.51 ultima=tamanho:-0.06
ultima=tarde:+0.30 ultima=tem:-0.09 ultima=tempo:+0.31 ultima=tenho:+0.14 ultima=tipo:+0.14 ultima=trocar:+0.13
ultima=um:-0.55 ultima=unidades:-0.37 ultima=valor:+0.01 ultima=vc:-0.12 ultima=vcs:+0.27 ultima=vem:+0.22
ultima=ver:-0.16 ultima=vermelho:-0.09 ultima=vestido:+0.52 ultima=vi:+0.17 ultima=video:-0.04 ultima=voces:-0.29
"""

WEIGHTS = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in _TABLE.split())}
